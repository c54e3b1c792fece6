/* The beginning of an AppImage of type 2: mounts the squashfs image that lies behind it, and starts AppRun in there.
 *
 * This process becomes AppRun, so that signals and the exit status are the program's own. A keeper beside it has
 * the files served and, when the program and all that it left running are gone, removes everything.
 * appimage.py compiles it; docs/packaging.md says what it is linked with.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <squashfuse/ll.h>

enum { CACHED_BLOCKS = 32, LOOK_AGAIN_MS = 500, CHUNK = 1 << 20 };

static const char HELP[] =
    "An AppImage: it mounts itself and starts the program with all arguments, except for one of these in front.\n"
    "  --appimage-extract          unpack into ./squashfs-root\n"
    "  --appimage-extract-and-run  unpack into a temporary folder and start there, without FUSE;\n"
    "                              APPIMAGE_EXTRACT_AND_RUN=1 does the same\n"
    "  --appimage-mount            mount, print the folder, and wait to be interrupted\n"
    "  --appimage-offset           print where in the file the image begins\n"
    "TMPDIR names the folder for temporary files.\n";

/* The image is packed with zstd alone. libsquashfuse asks for these as well, and LZO may not be linked: it is GPL. */
int LZ4_decompress_safe(void) { return -1; }
int lzo1x_decompress_safe(void) { return -1; }
int lzma_stream_buffer_decode(void) { return 11; }
int uncompress(void) { return -3; }

static _Noreturn void fail(const char *format, ...) {
    va_list words;
    va_start(words, format);
    fprintf(stderr, "%s: ", program_invocation_short_name);
    vfprintf(stderr, format, words);
    fputc('\n', stderr);
    exit(EXIT_FAILURE);
}

static _Noreturn void fail_damaged(void) {
    fail("The image in this file is damaged or cut off; get the file again.");
}

static void open_image(sqfs *image, int file, off_t offset) {
    struct stat facts;
    if (sqfs_init(image, file, (size_t)offset) != SQFS_OK || fstat(file, &facts) != 0 ||
        (uint64_t)facts.st_size < (uint64_t)offset + image->sb.bytes_used)
        fail_damaged();
    if (sqfs_compression(image) != ZSTD_COMPRESSION)
        fail("The image in this file is not packed with zstd, which is all that it can read.");
}

static void extract_file(sqfs *image, sqfs_inode *inode, int folder, const char *name) {
    static char chunk[CHUNK];
    int file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) fail("%s could not be written: %s.", name, strerror(errno));
    for (uint64_t at = 0; at < inode->xtra.reg.file_size;) {
        sqfs_off_t size = CHUNK;
        if (sqfs_read_range(image, inode, (sqfs_off_t)at, &size, chunk) != SQFS_OK || size == 0) fail_damaged();
        for (ssize_t done, from = 0; from < size; from += done)
            if ((done = write(file, chunk + from, (size_t)(size - from))) < 0)
                fail("%s could not be written: %s; TMPDIR may name a folder with more room.", name, strerror(errno));
        at += (uint64_t)size;
    }
    if (fchmod(file, inode->base.mode & 0777) != 0 || close(file) != 0)
        fail("%s could not be written: %s.", name, strerror(errno));
}

/* Everything is made anew and by its name in an open folder, so that no name and no link leads out of it. */
static void extract_folder(sqfs *image, sqfs_inode *inode, int folder) {
    sqfs_dir list;
    sqfs_name room;
    sqfs_dir_entry entry;
    sqfs_inode one;
    sqfs_err err = sqfs_dir_open(image, inode, &list, 0);
    sqfs_dentry_init(&entry, room);
    while (err == SQFS_OK && sqfs_dir_next(image, &list, &entry, &err)) {
        const char *name = sqfs_dentry_name(&entry); /* which ends it */
        if (!*name || strchr(name, '/') || !strcmp(name, ".") || !strcmp(name, "..")) fail_damaged();
        if (sqfs_inode_get(image, &one, sqfs_dentry_inode(&entry)) != SQFS_OK) fail_damaged();
        if (S_ISREG(one.base.mode)) {
            extract_file(image, &one, folder, name);
        } else if (S_ISLNK(one.base.mode)) {
            char target[PATH_MAX];
            size_t size = sizeof target;
            if (sqfs_readlink(image, &one, target, &size) != SQFS_OK) fail_damaged();
            if (symlinkat(target, folder, name) != 0) fail("%s could not be made: %s.", name, strerror(errno));
        } else if (S_ISDIR(one.base.mode)) {
            int below = -1;
            if (mkdirat(folder, name, 0700) == 0)
                below = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            if (below < 0) fail("%s could not be made: %s.", name, strerror(errno));
            extract_folder(image, &one, below);
            if (fchmod(below, one.base.mode & 0777) != 0) fail("%s could not be made: %s.", name, strerror(errno));
            close(below);
        } else {
            fail("%s is no file, folder or link; such images are not unpacked.", name);
        }
    }
    if (err != SQFS_OK) fail_damaged();
}

static void extract(sqfs *image, const char *path) {
    sqfs_inode root;
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) fail("%s could not be opened: %s.", path, strerror(errno));
    if (sqfs_inode_get(image, &root, sqfs_inode_root(image)) != SQFS_OK) fail_damaged();
    extract_folder(image, &root, folder);
    close(folder);
}

static struct fuse_session *mount_image(off_t offset, const char *folder) {
    static const struct fuse_lowlevel_ops OPS = {
        .lookup = sqfs_ll_op_lookup,         .forget = sqfs_ll_op_forget,   .getattr = sqfs_ll_op_getattr,
        .readlink = sqfs_ll_op_readlink,     .open = sqfs_ll_op_open,       .read = sqfs_ll_op_read,
        .release = sqfs_ll_op_release,       .opendir = sqfs_ll_op_opendir, .readdir = sqfs_ll_op_readdir,
        .releasedir = sqfs_ll_op_releasedir, .statfs = stfs_ll_op_statfs,
    };
    char *words[] = {"appimage", "-oro,fsname=appimage", NULL};
    struct fuse_args args = FUSE_ARGS_INIT(2, words);
    sqfs_ll *files = sqfs_ll_open("/proc/self/exe", (size_t)offset);
    if (files == NULL) return NULL;
    sqfs_cache_destroy(&files->fs.data_cache); /* of one block, which would be unpacked again at every jump */
    if (sqfs_block_cache_init(&files->fs.data_cache, CACHED_BLOCKS) != SQFS_OK) return NULL;
    struct fuse_session *session = fuse_session_new(&args, &OPS, sizeof OPS, files);
    return session != NULL && fuse_session_mount(session, folder) == 0 ? session : NULL;
}

/* Jobs outlive the window, and Python does not let them inherit the pipe that tells of it. */
static bool runs_from(const char *folder) {
    DIR *list = opendir("/proc");
    bool found = false;
    for (struct dirent *one; !found && list != NULL && (one = readdir(list)) != NULL;) {
        char link[PATH_MAX], program[PATH_MAX] = "";
        snprintf(link, sizeof link, "/proc/%s/exe", one->d_name);
        size_t length = strlen(folder);
        found = readlink(link, program, sizeof program - 1) > 0 && strncmp(program, folder, length) == 0 &&
                program[length] == '/';
    }
    if (list != NULL) closedir(list);
    return found;
}

/* Serve the files until `alive` is closed by all who hold its other end, and nothing runs from the folder. */
static _Noreturn void serve(struct fuse_session *session, int alive, const char *folder) {
    struct fuse_buf request = {0};
    struct pollfd events[] = {{alive, POLLIN, 0}, {session ? fuse_session_fd(session) : -1, POLLIN, 0}};
    while (true) {
        int count = poll(events, 2, events[0].fd < 0 ? LOOK_AGAIN_MS : -1);
        if (count > 0 && events[1].revents != 0) {
            int size = fuse_session_receive_buf(session, &request);
            if (size > 0) fuse_session_process_buf(session, &request);
            if (size <= 0 && size != -EINTR && size != -EAGAIN) events[1].fd = -1; /* somebody unmounted it */
        }
        bool ended = count > 0 && events[0].revents != 0;
        if (ended) events[0].fd = -1;
        if ((ended || (count == 0 && events[0].fd < 0)) && !runs_from(folder)) _exit(EXIT_SUCCESS);
    }
}

static void remove_tree(char *folder) {
    FTS *walk = fts_open((char *[]){folder, NULL}, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    for (FTSENT *one; walk != NULL && (one = fts_read(walk)) != NULL;) {
        if (one->fts_info == FTS_D) chmod(one->fts_accpath, 0700);
        else if (one->fts_info == FTS_DP) rmdir(one->fts_accpath);
        else unlink(one->fts_accpath);
    }
}

static _Noreturn void keep(char *folder, off_t offset, bool mounting, int alive, int told) {
    const int ignored[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGPIPE}; /* the program ends by them, then this one */
    for (size_t at = 0; at < sizeof ignored / sizeof *ignored; at++) signal(ignored[at], SIG_IGN);
    int nothing = open("/dev/null", O_RDWR);
    for (int stream = 0; stream < 3; stream++) dup2(nothing, stream);
    if (chdir("/") != 0) _exit(EXIT_FAILURE);
    struct fuse_session *session = mounting ? mount_image(offset, folder) : NULL;
    if (write(told, session ? "m" : "x", 1) == 1) close(told);
    pid_t server = fork(); /* of its own: damaged images can make squashfuse crash */
    if (server == 0) serve(session, alive, folder);
    waitpid(server, NULL, 0);
    if (session != NULL) {
        fuse_session_unmount(session);
        rmdir(folder);
    } else {
        remove_tree(folder);
    }
    _exit(EXIT_SUCCESS);
}

/* Start the keeper, which is nobody's child, and return whether it mounted the image. */
static bool start_keeper(char *folder, off_t offset, bool mounting) {
    int alive[2], told[2];
    char word = 0;
    if (pipe(alive) != 0 || pipe2(told, O_CLOEXEC) != 0) {
        rmdir(folder);
        fail("There are too many open files.");
    }
    pid_t between = fork();
    if (between == 0) {
        close(alive[1]);
        close(told[0]);
        setsid();
        if (fork() == 0) keep(folder, offset, mounting, alive[0], told[1]);
        _exit(EXIT_SUCCESS);
    }
    close(alive[0]);
    close(told[1]);
    if (between > 0) waitpid(between, NULL, 0);
    if (read(told[0], &word, 1) != 1) {
        rmdir(folder);
        fail("A second process could not be started.");
    }
    close(told[0]);
    return word == 'm';
}

static char *make_folder(void) {
    static char folder[PATH_MAX];
    const char *top = getenv("TMPDIR");
    char *real = realpath(top && *top ? top : "/tmp", NULL);
    if (real == NULL || snprintf(folder, sizeof folder, "%s/appimage-XXXXXX", real) >= PATH_MAX || !mkdtemp(folder))
        fail("No temporary folder could be made in %s: %s.", top && *top ? top : "/tmp", strerror(errno));
    return folder;
}

static _Noreturn void start(const char *folder, const char *path, char **words) {
    char program[PATH_MAX + 8], here[PATH_MAX];
    snprintf(program, sizeof program, "%s/AppRun", folder);
    setenv("APPIMAGE", path, 1);
    setenv("APPDIR", folder, 1);
    setenv("ARGV0", words[0], 1);
    if (getcwd(here, sizeof here) != NULL) setenv("OWD", here, 1);
    execv(program, words);
    fail("%s could not be started: %s; the file may be damaged, or TMPDIR name a folder where nothing may be started.",
         program, strerror(errno));
}

int main(int count, char **words) {
    char path[PATH_MAX] = "";
    Elf64_Ehdr head;
    sqfs image;
    int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    if (file < 0 || readlink("/proc/self/exe", path, sizeof path - 1) < 0 || read(file, &head, sizeof head) < 64)
        fail("It cannot read its own file; is /proc there?");
    off_t offset = (off_t)head.e_shoff + head.e_shnum * head.e_shentsize;
    const char *option = count > 1 && strncmp(words[1], "--appimage-", 11) == 0 ? words[1] + 11 : "";
    const char *wish = getenv("APPIMAGE_EXTRACT_AND_RUN");
    bool extracting = !strcmp(option, "extract-and-run") || (!*option && wish && *wish && strcmp(wish, "0") != 0);
    bool waiting = !strcmp(option, "mount");

    if (!strcmp(option, "help")) return printf("%s", HELP) < 0;
    if (!strcmp(option, "offset")) return printf("%lld\n", (long long)offset) < 0;
    open_image(&image, file, offset);
    if (!strcmp(option, "extract")) {
        if (mkdir("squashfs-root", 0755) != 0) fail("squashfs-root could not be made: %s.", strerror(errno));
        extract(&image, "squashfs-root");
        return EXIT_SUCCESS;
    }
    if (*option && !extracting && !waiting) fail("%s is unknown; --appimage-help names what there is.", words[1]);

    char *folder = make_folder();
    bool mounted = start_keeper(folder, offset, !extracting);
    if (waiting) {
        if (!mounted) fail("FUSE does not work here; unpack with --appimage-extract.");
        printf("%s\n", folder);
        fflush(stdout);
        while (true) pause();
    }
    if (!mounted) {
        if (!extracting) fprintf(stderr, "FUSE does not work here; unpacking into %s, until the end.\n", folder);
        extract(&image, folder);
    }
    if (extracting && *option) words[1] = words[0], words++;
    start(folder, path, words);
}
