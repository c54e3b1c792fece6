; The installer for Windows, for Inno Setup 6.3 and later. packaging/windows.py writes product.iss (names, version,
; file types; from packaging/product.py) beside the frozen folder and calls ISCC with that place in its search path.
#include "product.iss"

[Setup]
AppId={{{#Guid}}
AppName={#Title}
AppVersion={#Version}
AppVerName={#Title} {#Version}
AppPublisher={#Publisher}
VersionInfoVersion={#Version}
DefaultDirName={autopf}\{#Title}
DefaultGroupName={#Title}
DisableProgramGroupPage=yes
LicenseFile={#License}
OutputDir={#Out}
OutputBaseFilename={#File}
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\{#Program}
; No administrator is needed: it goes into the user's own folder unless one installs it for all.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
ChangesAssociations=yes
ChangesEnvironment=yes
CloseApplications=yes
WizardStyle=modern
Compression=lzma2/max
SolidCompression=yes
LZMAUseSeparateProcess=yes
; Signing: ISCC /Ssigning="signtool sign /fd sha256 /tr http://timestamp.digicert.com /td sha256 /n $qNAME$q $f"
#ifdef Signed
SignTool=signing
SignedUninstaller=yes
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[InstallDelete]
; What an older version left behind would be loaded by the newer one.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\{#Title}"; Filename: "{app}\{#Program}"
Name: "{autodesktop}\{#Title}"; Filename: "{app}\{#Program}"; Tasks: desktopicon

[Run]
Filename: "{app}\{#Command}"; Parameters: "self-test"; Description: "Test the installation"; Flags: postinstall skipifsilent unchecked
Filename: "{app}\{#Program}"; Parameters: "--demo"; Description: "{cm:LaunchProgram,{#Title}}"; Flags: nowait postinstall skipifsilent

[UninstallDelete]
Type: filesandordirs; Name: "{app}"
