<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>LDCT Studio</name>
  <message>
   <source>Aorta</source>
   <extracomment>__init__</extracomment>
   <translation>Aorta</translation>
  </message>
  <message>
   <source>Colon</source>
   <extracomment>__init__</extracomment>
   <translation>Kolon</translation>
  </message>
  <message>
   <source>Gallbladder</source>
   <extracomment>__init__</extracomment>
   <translation>Gallenblase</translation>
  </message>
  <message>
   <source>Left kidney</source>
   <extracomment>__init__</extracomment>
   <translation>Linke Niere</translation>
  </message>
  <message>
   <source>Liver</source>
   <extracomment>__init__</extracomment>
   <translation>Leber</translation>
  </message>
  <message>
   <source>Pancreas</source>
   <extracomment>__init__</extracomment>
   <translation>Pankreas</translation>
  </message>
  <message>
   <source>Portal vein</source>
   <extracomment>__init__</extracomment>
   <translation>Pfortader</translation>
  </message>
  <message>
   <source>Right kidney</source>
   <extracomment>__init__</extracomment>
   <translation>Rechte Niere</translation>
  </message>
  <message>
   <source>Spinal cord</source>
   <extracomment>__init__</extracomment>
   <translation>Rückenmark</translation>
  </message>
  <message>
   <source>Spleen</source>
   <extracomment>__init__</extracomment>
   <translation>Milz</translation>
  </message>
  <message>
   <source>Stomach</source>
   <extracomment>__init__</extracomment>
   <translation>Magen</translation>
  </message>
  <message>
   <source>Vena cava</source>
   <extracomment>__init__</extracomment>
   <translation>Hohlvene</translation>
  </message>
  <message>
   <source>A detector with rows needs a distance and a row width above 0.</source>
   <extracomment>acquired</extracomment>
   <translation>Ein Detektor mit Zeilen braucht einen Abstand und eine Zeilenbreite über 0.</translation>
  </message>
  <message>
   <source>The scan has {0} views, and a slice needs one turn, {1}.</source>
   <extracomment>acquired</extracomment>
   <translation>Der Scan hat {0} Projektionen, und eine Schicht braucht eine Umdrehung, {1}.</translation>
  </message>
  <message>
   <source>The views of the scan do not fit its rays.</source>
   <extracomment>acquired</extracomment>
   <translation>Die Projektionen des Scans passen nicht zu seinen Strahlen.</translation>
  </message>
  <message>
   <source>Dose</source>
   <extracomment>actions</extracomment>
   <translation>Dosis</translation>
  </message>
  <message>
   <source>A confidence lies between 50 and 99.9 %.</source>
   <extracomment>advice</extracomment>
   <translation>Eine Sicherheit liegt zwischen 50 und 99.9 %.</translation>
  </message>
  <message>
   <source>A dose is proposed for pictures in HU alone.</source>
   <extracomment>advice</extracomment>
   <translation>Eine Dosis wird nur für Bilder in HU vorgeschlagen.</translation>
  </message>
  <message>
   <source>Densest path {0}: one photon in {1} arrives</source>
   <extracomment>advice</extracomment>
   <translation>Dichtester Weg {0}: eines von {1} Photonen kommt an</translation>
  </message>
  <message>
   <source>End2end-ALARA</source>
   <extracomment>advice</extracomment>
   <translation>End2end-ALARA</translation>
  </message>
  <message>
   <source>Fixed dose</source>
   <extracomment>advice</extracomment>
   <translation>Feste Dosis</translation>
  </message>
  <message>
   <source>It is this network's own picture (preset {0}, pixels of {1} mm) that reaches the target. Calibrated on synthetic patients: the promise holds as far as this patient is like them.</source>
   <extracomment>advice</extracomment>
   <translation>Es ist das eigene Bild dieses Netzes (Voreinstellung {0}, Pixel von {1} mm), das das Ziel erreicht. Kalibriert an synthetischen Patienten: Das Versprechen gilt, soweit dieser Patient ihnen gleicht.</translation>
  </message>
  <message>
   <source>Its densest path is longer than all that were learned from, which end at {0}.</source>
   <extracomment>advice</extracomment>
   <translation>Ihr dichtester Weg ist länger als alle, von denen gelernt wurde; diese enden bei {0}.</translation>
  </message>
  <message>
   <source>No dose reaches {0} dB on this slice; ask for less.</source>
   <extracomment>advice</extracomment>
   <translation>Keine Dosis erreicht {0} dB in dieser Schicht; verlangen Sie weniger.</translation>
  </message>
  <message>
   <source>Nothing has learned to propose a dose yet; {0}</source>
   <extracomment>advice</extracomment>
   <translation>Noch hat nichts gelernt, eine Dosis vorzuschlagen; {0}</translation>
  </message>
  <message>
   <source>Simulated on this slice, {0} % of the dose reaches the target</source>
   <extracomment>advice</extracomment>
   <translation>An dieser Schicht simuliert erreichen {0} % der Dosis das Ziel</translation>
  </message>
  <message>
   <source>Simulated, this slice needs more than is promised for cases as were learned from; the dose is what the simulation needs.</source>
   <extracomment>advice</extracomment>
   <translation>Simuliert braucht diese Schicht mehr, als für Fälle versprochen ist, von denen gelernt wurde; die Dosis ist die, die die Simulation braucht.</translation>
  </message>
  <message>
   <source>The patient is larger than the pictures that were learned from.</source>
   <extracomment>advice</extracomment>
   <translation>Der Patient ist größer als die Bilder, von denen gelernt wurde.</translation>
  </message>
  <message>
   <source>The sets that were found work on pixels of {0} mm, too coarse for the dose of a scan; {1}</source>
   <extracomment>advice</extracomment>
   <translation>Die gefundenen Sätze arbeiten mit Pixeln von {0} mm, zu grob für die Dosis einer Aufnahme; {1}</translation>
  </message>
  <message>
   <source>This scan has more electronic noise than was learned.</source>
   <extracomment>advice</extracomment>
   <translation>Diese Aufnahme hat mehr elektronisches Rauschen, als gelernt wurde.</translation>
  </message>
  <message>
   <source>Tube current modulation</source>
   <extracomment>advice</extracomment>
   <translation>Röhrenstrommodulation</translation>
  </message>
  <message>
   <source>With this network no dose reaches {0} dB in {1} of cases; ask for less.</source>
   <extracomment>advice</extracomment>
   <translation>Mit diesem Netz erreicht keine Dosis {0} dB in {1} der Fälle; weniger verlangen.</translation>
  </message>
  <message>
   <source>train “Dose policies” (alara:all) with the preset Desk, or Clinical on a GPU.</source>
   <extracomment>advice</extracomment>
   <translation>„Dosisstrategien“ (alara:all) mit der Voreinstellung Arbeitsplatz trainieren, oder Klinisch auf einer GPU.</translation>
  </message>
  <message>
   <source>{0} cases to calibrate with cannot promise {1} %; ask for less confidence.</source>
   <extracomment>advice</extracomment>
   <translation>{0} Fälle zum Kalibrieren können {1} % nicht zusagen; weniger Sicherheit verlangen.</translation>
  </message>
  <message>
   <source>{0} cm² of tissue in the slice</source>
   <extracomment>advice</extracomment>
   <translation>{0} cm² Gewebe in der Schicht</translation>
  </message>
  <message>
   <source>{0} dB: {1} HU RMS from the patient</source>
   <extracomment>advice</extracomment>
   <translation>{0} dB: {1} HU RMS vom Patienten entfernt</translation>
  </message>
  <message>
   <source>{0} dB: {1} HU RMS from the scan without noise</source>
   <extracomment>advice</extracomment>
   <translation>{0} dB: {1} HU RMS vom Scan ohne Rauschen entfernt</translation>
  </message>
  <message>
   <source> {0} more in the data panel.</source>
   <extracomment>app</extracomment>
   <translation> {0} weitere im Bereich Daten.</translation>
  </message>
  <message>
   <source>Opening</source>
   <extracomment>app</extracomment>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>{0} has no settings.</source>
   <extracomment>app</extracomment>
   <translation>{0} hat keine Einstellungen.</translation>
  </message>
  <message>
   <source>{0} is no method for a whole volume. Choose a pane that shows one method.</source>
   <extracomment>app</extracomment>
   <translation>{0} ist keine Methode für ein ganzes Volumen. Ein Bildfeld mit einer einzelnen Methode wählen.</translation>
  </message>
  <message>
   <source>{0} on the whole volume</source>
   <extracomment>app</extracomment>
   <translation>{0} auf dem ganzen Volumen</translation>
  </message>
  <message>
   <source>Classes</source>
   <extracomment>architecture</extracomment>
   <translation>Klassen</translation>
  </message>
  <message>
   <source>Conditions</source>
   <extracomment>architecture</extracomment>
   <translation>Bedingungen</translation>
  </message>
  <message>
   <source>Decoder blocks</source>
   <extracomment>architecture</extracomment>
   <translation>Blöcke des Decoders</translation>
  </message>
  <message>
   <source>Depth</source>
   <extracomment>architecture</extracomment>
   <translation>Tiefe</translation>
  </message>
  <message>
   <source>Downs</source>
   <extracomment>architecture</extracomment>
   <translation>Halbierungen</translation>
  </message>
  <message>
   <source>Encoder blocks</source>
   <extracomment>architecture</extracomment>
   <translation>Blöcke des Encoders</translation>
  </message>
  <message>
   <source>High</source>
   <extracomment>architecture</extracomment>
   <translation>Hoch</translation>
  </message>
  <message>
   <source>Inputs</source>
   <extracomment>architecture</extracomment>
   <translation>Eingaben</translation>
  </message>
  <message>
   <source>Low</source>
   <extracomment>architecture</extracomment>
   <translation>Niedrig</translation>
  </message>
  <message>
   <source>an entry</source>
   <extracomment>archive</extracomment>
   <translation>ein Eintrag</translation>
  </message>
  <message>
   <source>claims more than {0} files and was not unpacked</source>
   <extracomment>archive</extracomment>
   <translation>gibt mehr als {0} Dateien vor und wurde nicht entpackt</translation>
  </message>
  <message>
   <source>has the name of another entry, up to upper and lower case,</source>
   <extracomment>archive</extracomment>
   <translation>hat bis auf Groß- und Kleinschreibung den Namen eines anderen Eintrags</translation>
  </message>
  <message>
   <source>holds more than {0} files and was not unpacked</source>
   <extracomment>archive</extracomment>
   <translation>enthält mehr als {0} Dateien und wurde nicht entpackt</translation>
  </message>
  <message>
   <source>is a link</source>
   <extracomment>archive</extracomment>
   <translation>ist eine Verknüpfung</translation>
  </message>
  <message>
   <source>is broken inside the archive</source>
   <extracomment>archive</extracomment>
   <translation>ist innerhalb des Archivs defekt</translation>
  </message>
  <message>
   <source>is broken: it cannot be unpacked</source>
   <extracomment>archive</extracomment>
   <translation>ist defekt: es lässt sich nicht entpacken</translation>
  </message>
  <message>
   <source>is empty</source>
   <extracomment>archive</extracomment>
   <translation>ist leer</translation>
  </message>
  <message>
   <source>is encrypted</source>
   <extracomment>archive</extracomment>
   <translation>ist verschlüsselt</translation>
  </message>
  <message>
   <source>is no regular file</source>
   <extracomment>archive</extracomment>
   <translation>ist keine gewöhnliche Datei</translation>
  </message>
  <message>
   <source>is no zip archive, or is truncated</source>
   <extracomment>archive</extracomment>
   <translation>ist kein ZIP-Archiv oder ist abgeschnitten</translation>
  </message>
  <message>
   <source>is packed in a way that is not read here</source>
   <extracomment>archive</extracomment>
   <translation>ist auf eine hier nicht lesbare Art gepackt</translation>
  </message>
  <message>
   <source>unpacks to more than {0} times its size</source>
   <extracomment>archive</extracomment>
   <translation>entpackt sich zu mehr als dem {0}-Fachen der Größe</translation>
  </message>
  <message>
   <source>unpacks to {0} GiB, more than 8 GiB, and was not unpacked</source>
   <extracomment>archive</extracomment>
   <translation>entpackt sich zu {0} GiB, mehr als 8 GiB, und wurde nicht entpackt</translation>
  </message>
  <message>
   <source>{0}, as no scan does, and was not unpacked</source>
   <extracomment>archive</extracomment>
   <translation>{0}, wie es kein Scan tut, und wurde nicht entpackt</translation>
  </message>
  <message>
   <source>“{0}” in the archive {1} and was left out.</source>
   <extracomment>archive</extracomment>
   <translation>„{0}“ im Archiv {1} und wurde ausgelassen.</translation>
  </message>
  <message>
   <source>Numbers are left out in the names of the files; slices may be missing, which is not shown.</source>
   <extracomment>array_file</extracomment>
   <translation>In den Namen der Dateien sind Nummern ausgelassen; vielleicht fehlen Schichten, was nicht gezeigt wird.</translation>
  </message>
  <message>
   <source>The file holds {0} volumes; volume {1} is shown.</source>
   <extracomment>array_file</extracomment>
   <translation>Die Datei enthält {0} Volumen; Volumen {1} wird gezeigt.</translation>
  </message>
  <message>
   <source>{0} files were stacked in the order of their names.</source>
   <extracomment>array_file</extracomment>
   <translation>{0} Dateien wurden in der Reihenfolge ihrer Namen gestapelt.</translation>
  </message>
  <message>
   <source>“{0}” needs the voxel spacing in mm, which it does not record.</source>
   <extracomment>array_file</extracomment>
   <translation>„{0}“ braucht den Voxelabstand in mm, den es nicht aufzeichnet.</translation>
  </message>
  <message>
   <source>claims {0} GiB of numbers and was not opened</source>
   <extracomment>arrays</extracomment>
   <translation>gibt {0} GiB an Zahlen vor und wurde nicht geöffnet</translation>
  </message>
  <message>
   <source>holds an array of shape {0}; a volume has two or three axes</source>
   <extracomment>arrays</extracomment>
   <translation>enthält ein Array der Form {0}; ein Volumen hat zwei oder drei Achsen</translation>
  </message>
  <message>
   <source>holds more than 1 GiB packed; save it as .npy</source>
   <extracomment>arrays</extracomment>
   <translation>enthält gepackt mehr als 1 GiB; als .npy speichern</translation>
  </message>
  <message>
   <source>holds no array with two or three axes</source>
   <extracomment>arrays</extracomment>
   <translation>enthält kein Array mit zwei oder drei Achsen</translation>
  </message>
  <message>
   <source>holds objects, text or complex numbers, not voxel values</source>
   <extracomment>arrays</extracomment>
   <translation>enthält Objekte, Text oder komplexe Zahlen, keine Voxelwerte</translation>
  </message>
  <message>
   <source>is broken or holds no plain numbers</source>
   <extracomment>arrays</extracomment>
   <translation>ist defekt oder enthält keine einfachen Zahlen</translation>
  </message>
  <message>
   <source>is truncated: it claims more numbers than it holds</source>
   <extracomment>arrays</extracomment>
   <translation>ist abgeschnitten: gibt mehr Zahlen vor, als es enthält</translation>
  </message>
  <message>
   <source>Reading slice {0} of {1}</source>
   <extracomment>arrays_opening</extracomment>
   <translation>Schicht {0} von {1} wird gelesen</translation>
  </message>
  <message>
   <source>The file does not name its unit; values from {0} to {1}</source>
   <extracomment>arrays_opening</extracomment>
   <translation>Die Datei nennt ihre Einheit nicht; Werte von {0} bis {1}</translation>
  </message>
  <message>
   <source>is truncated</source>
   <extracomment>arrays_opening</extracomment>
   <translation>ist abgeschnitten</translation>
  </message>
  <message>
   <source>{0} are no HU and have arbitrary units.</source>
   <extracomment>arrays_opening</extracomment>
   <translation>{0} sind keine HU und haben beliebige Einheiten.</translation>
  </message>
  <message>
   <source>{0} voxels were not numbers and are shown as background.</source>
   <extracomment>arrays_opening</extracomment>
   <translation>{0} Voxel waren keine Zahlen und werden als Hintergrund gezeigt.</translation>
  </message>
  <message>
   <source>{0} were taken as HU.</source>
   <extracomment>arrays_opening</extracomment>
   <translation>{0} wurden als HU genommen.</translation>
  </message>
  <message>
   <source>“{0}” is larger than {1} × {2} voxels per slice can be here.</source>
   <extracomment>arrays_opening</extracomment>
   <translation>„{0}“ ist größer als {1} × {2} Voxel pro Schicht, das Mögliche hier.</translation>
  </message>
  <message>
   <source>“{0}” is no label map: its voxels are not whole numbers from 0 up.</source>
   <extracomment>arrays_opening</extracomment>
   <translation>„{0}“ ist keine Labelkarte: seine Voxel sind keine ganzen Zahlen ab 0.</translation>
  </message>
  <message>
   <source>{0} failed: {1}. The log says more.</source>
   <extracomment>background</extracomment>
   <translation>{0} ist fehlgeschlagen: {1}. Mehr steht im Protokoll.</translation>
  </message>
  <message>
   <source>The window of a bilateral filter must be smaller than the picture.</source>
   <extracomment>bilateral</extracomment>
   <translation>Das Fenster eines Bilateralfilters muss kleiner als das Bild sein.</translation>
  </message>
  <message>
   <source>A noise power spectrum needs {0} × {1} frequencies at least.</source>
   <extracomment>bm3d</extracomment>
   <translation>Ein Rauschleistungsspektrum braucht mindestens {0} × {1} Frequenzen.</translation>
  </message>
  <message>
   <source>BM3D needs pictures of at least 16 × 16 pixels, not {0}.</source>
   <extracomment>bm3d</extracomment>
   <translation>BM3D braucht Bilder von mindestens 16 × 16 Pixeln, nicht {0}.</translation>
  </message>
  <message>
   <source>Noise is one SD or a spectrum of two axes; neither can be negative.</source>
   <extracomment>bm3d</extracomment>
   <translation>Rauschen ist eine SD oder ein Spektrum über zwei Achsen; keines darf negativ sein.</translation>
  </message>
  <message>
   <source>The calibration in {0} is damaged; train the set again.</source>
   <extracomment>calibration</extracomment>
   <translation>Die Kalibrierung in {0} ist beschädigt; den Satz neu trainieren.</translation>
  </message>
  <message>
   <source>ldct-studio train {0} --seed {1}</source>
   <extracomment>cards</extracomment>
   <translation>ldct-studio train {0} --seed {1}</translation>
  </message>
  <message>
   <source>trained on phantoms</source>
   <extracomment>cards</extracomment>
   <translation>an Phantomen trainiert</translation>
  </message>
  <message>
   <source>{0} synthetic patients, {1}² pixels of {2} mm.</source>
   <extracomment>cards</extracomment>
   <translation>{0} synthetische Patienten, {1}² Pixel zu {2} mm.</translation>
  </message>
  <message>
   <source>This method needs a scan before contrast; open a pair, and show the scan after contrast.</source>
   <extracomment>case</extracomment>
   <translation>Diese Methode braucht eine Aufnahme vor Kontrastmittel; ein Paar öffnen und die Aufnahme nach Kontrastmittel zeigen.</translation>
  </message>
  <message>
   <source>This method needs the rays of a CT scan, and there are none here.</source>
   <extracomment>case</extracomment>
   <translation>Diese Methode braucht die Strahlen eines CT-Scans, und hier gibt es keine.</translation>
  </message>
  <message>
   <source>The labels of {0} lie on the volume.</source>
   <extracomment>case_labels</extracomment>
   <translation>Die Label von {0} liegen auf dem Volumen.</translation>
  </message>
  <message>
   <source>0</source>
   <extracomment>cases</extracomment>
   <translation>0</translation>
  </message>
  <message>
   <source>Abdomen</source>
   <extracomment>cases</extracomment>
   <translation>Abdomen</translation>
  </message>
  <message>
   <source>Anatomy</source>
   <extracomment>cases</extracomment>
   <translation>Anatomie</translation>
  </message>
  <message>
   <source>Another whole volume is being made; wait for it, or cancel it.</source>
   <extracomment>cases</extracomment>
   <translation>Ein anderes ganzes Volumen wird gerade berechnet; warten oder abbrechen.</translation>
  </message>
  <message>
   <source>Apply to volume</source>
   <extracomment>cases</extracomment>
   <translation>Auf Volumen anwenden</translation>
  </message>
  <message>
   <source>Chest</source>
   <extracomment>cases</extracomment>
   <translation>Thorax</translation>
  </message>
  <message>
   <source>Compared with</source>
   <extracomment>cases</extracomment>
   <translation>Verglichen mit</translation>
  </message>
  <message>
   <source>Electronic noise</source>
   <extracomment>cases</extracomment>
   <translation>Elektronikrauschen</translation>
  </message>
  <message>
   <source>Export</source>
   <extracomment>cases</extracomment>
   <translation>Export</translation>
  </message>
  <message>
   <source>Field of view</source>
   <extracomment>cases</extracomment>
   <translation>Sichtfeld</translation>
  </message>
  <message>
   <source>Finer simulation</source>
   <extracomment>cases</extracomment>
   <translation>Feinere Simulation</translation>
  </message>
  <message>
   <source>Matching</source>
   <extracomment>cases</extracomment>
   <translation>Anpassung an den Scan</translation>
  </message>
  <message>
   <source>Matrix</source>
   <extracomment>cases</extracomment>
   <translation>Matrix</translation>
  </message>
  <message>
   <source>Mixed</source>
   <extracomment>cases</extracomment>
   <translation>Gemischt</translation>
  </message>
  <message>
   <source>Mixed: six of ten patients show the abdomen.</source>
   <extracomment>cases</extracomment>
   <translation>Gemischt: Sechs von zehn Patienten zeigen das Abdomen.</translation>
  </message>
  <message>
   <source>One slice is drawn of each.</source>
   <extracomment>cases</extracomment>
   <translation>Von jedem wird eine Schicht gezeichnet.</translation>
  </message>
  <message>
   <source>Patients</source>
   <extracomment>cases</extracomment>
   <translation>Patienten</translation>
  </message>
  <message>
   <source>Second order</source>
   <extracomment>cases</extracomment>
   <translation>Zweite Ordnung</translation>
  </message>
  <message>
   <source>Side of a slice; wider than any patient that is learned from.</source>
   <extracomment>cases</extracomment>
   <translation>Seite einer Schicht; breiter als jeder Patient, von dem gelernt wird.</translation>
  </message>
  <message>
   <source>The constant of eq. 4: −1.25 as published, 0 left out, +1.5 as the Poisson law has it.</source>
   <extracomment>cases</extracomment>
   <translation>Die Konstante von Gl. 4: −1,25 wie veröffentlicht, 0 weggelassen, +1,5 nach dem Poisson-Gesetz.</translation>
  </message>
  <message>
   <source>The patient</source>
   <extracomment>cases</extracomment>
   <translation>Dem Patienten</translation>
  </message>
  <message>
   <source>The patient, as published: pixels that a picture blurs count as error at every dose. Or the picture of the same scan without noise: the error is the noise and what is done against it.</source>
   <extracomment>cases</extracomment>
   <translation>Mit dem Patienten, wie veröffentlicht: Pixel, die ein Bild verwischt, zählen bei jeder Dosis als Fehler. Oder mit dem Bild desselben Scans ohne Rauschen: Der Fehler ist das Rauschen und was dagegen getan wird.</translation>
  </message>
  <message>
   <source>The photons are estimated from axial slices; draw a region in one.</source>
   <extracomment>cases</extracomment>
   <translation>Die Photonen werden aus axialen Schichten geschätzt; dort eine Region zeichnen.</translation>
  </message>
  <message>
   <source>The photons of the scan are being estimated; try again in a moment.</source>
   <extracomment>cases</extracomment>
   <translation>Die Photonen der Aufnahme werden noch geschätzt; gleich noch einmal versuchen.</translation>
  </message>
  <message>
   <source>The publication gives no value.</source>
   <extracomment>cases</extracomment>
   <translation>Die Veröffentlichung nennt keinen Wert.</translation>
  </message>
  <message>
   <source>The scan without noise</source>
   <extracomment>cases</extracomment>
   <translation>Dem Scan ohne Rauschen</translation>
  </message>
  <message>
   <source>The slice that is scanned has so many times smaller pixels than the picture.</source>
   <extracomment>cases</extracomment>
   <translation>Die gescannte Schicht hat um so viel kleinere Pixel als das Bild.</translation>
  </message>
  <message>
   <source>The volume was written to {0}.</source>
   <extracomment>cases</extracomment>
   <translation>Das Volumen wurde nach {0} geschrieben.</translation>
  </message>
  <message>
   <source>What the dose module sees: the picture itself as published, the slice 10 mm further, a picture of a quarter of the resolution, or two scout views.</source>
   <extracomment>cases</extracomment>
   <translation>Was das Dosismodul sieht: das Bild selbst wie veröffentlicht, die Schicht 10 mm weiter, ein Bild mit einem Viertel der Auflösung, oder zwei Übersichtsaufnahmen.</translation>
  </message>
  <message>
   <source>Writing {0}: {1} of {2} slices</source>
   <extracomment>cases</extracomment>
   <translation>{0} wird geschrieben: {1} von {2} Schichten</translation>
  </message>
  <message>
   <source>{0} volumes joined the study; choose one in the data list.</source>
   <extracomment>cases</extracomment>
   <translation>{0} Volumen gehören jetzt zur Studie; eines in der Datenliste auswählen.</translation>
  </message>
  <message>
   <source>{0}: {1} of {2} slices</source>
   <extracomment>cases</extracomment>
   <translation>{0}: {1} von {2} Schichten</translation>
  </message>
  <message>
   <source>“{0}” has no noise to estimate photons from; choose another volume.</source>
   <extracomment>cases</extracomment>
   <translation>„{0}“ hat kein Rauschen, aus dem sich Photonen schätzen lassen; ein anderes Volumen wählen.</translation>
  </message>
  <message>
   <source>“{0}” joined the study; choose it in the data list.</source>
   <extracomment>cases</extracomment>
   <translation>„{0}“ gehört jetzt zur Studie; in der Datenliste auswählen.</translation>
  </message>
  <message>
   <source>“{0}” was made of “{1}”, which is not here now.</source>
   <extracomment>cases</extracomment>
   <translation>„{0}“ entstand aus „{1}“, das jetzt nicht da ist.</translation>
  </message>
  <message>
   <source>There is no {0} model “{1}”; known are: {2}.</source>
   <extracomment>catalog</extracomment>
   <translation>Es gibt kein {0}-Modell „{1}“; bekannt sind: {2}.</translation>
  </message>
  <message>
   <source>A file or folder; labels in the same folder are the truth.</source>
   <extracomment>cells</extracomment>
   <translation>Eine Datei oder ein Ordner; Label im selben Ordner gelten als Wahrheit.</translation>
  </message>
  <message>
   <source>A trained segmenter, or onnx:NAME and command:NAME for those of others.</source>
   <extracomment>cells</extracomment>
   <translation>Ein trainierter Segmentierer, oder onnx:NAME und command:NAME für die anderer.</translation>
  </message>
  <message>
   <source>CNN (U-Net, stand-in)</source>
   <extracomment>cells</extracomment>
   <translation>CNN (U-Net, Ersatz)</translation>
  </message>
  <message>
   <source>Compare what a model finds at a dose with what it finds at full dose (dose robustness, eq. 1 to 7).</source>
   <extracomment>cells</extracomment>
   <translation>Vergleichen, was ein Modell bei einer Dosis und bei voller Dosis findet (Dosisrobustheit, Gl. 1 bis 7).</translation>
  </message>
  <message>
   <source>Denoising</source>
   <extracomment>cells</extracomment>
   <translation>Entrauschung</translation>
  </message>
  <message>
   <source>Dose robustness of segmentation</source>
   <extracomment>cells</extracomment>
   <translation>Dosisrobustheit der Segmentierung</translation>
  </message>
  <message>
   <source>Empty for one beside the cells.</source>
   <extracomment>cells</extracomment>
   <translation>Leer für einen neben den Zellen.</translation>
  </message>
  <message>
   <source>Empty: none, or that of each scan where its photons are taken.</source>
   <extracomment>cells</extracomment>
   <translation>Leer: keines, oder das jeder Aufnahme, wo deren Photonen genommen werden.</translation>
  </message>
  <message>
   <source>Folder of what was found at full dose</source>
   <extracomment>cells</extracomment>
   <translation>Ordner des bei voller Dosis Gefundenen</translation>
  </message>
  <message>
   <source>Full dose with the same denoising, or with that of one option for all.</source>
   <extracomment>cells</extracomment>
   <translation>Volle Dosis mit derselben Entrauschung, oder mit einer für alle.</translation>
  </message>
  <message>
   <source>Iterative (hybrid, stand-in)</source>
   <extracomment>cells</extracomment>
   <translation>Iterativ (Hybrid, Ersatz)</translation>
  </message>
  <message>
   <source>Losses</source>
   <extracomment>cells</extracomment>
   <translation>Verluste</translation>
  </message>
  <message>
   <source>MVCT to kVCT, one size of data</source>
   <extracomment>cells</extracomment>
   <translation>MVCT zu kVCT, eine Datenmenge</translation>
  </message>
  <message>
   <source>MVCT to kVCT, report of data sizes</source>
   <extracomment>cells</extracomment>
   <translation>MVCT zu kVCT, Bericht über Datenmengen</translation>
  </message>
  <message>
   <source>Network of the CNN</source>
   <extracomment>cells</extracomment>
   <translation>Netz des CNN</translation>
  </message>
  <message>
   <source>No size has both the plain and the proposed model yet; run more of the study.</source>
   <extracomment>cells</extracomment>
   <translation>Noch keine Größe hat sowohl das einfache als auch das vorgeschlagene Modell; mehr von der Studie rechnen.</translation>
  </message>
  <message>
   <source>None (FBP)</source>
   <extracomment>cells</extracomment>
   <translation>Keine (FBP)</translation>
  </message>
  <message>
   <source>None is FBP. The other two stand in for vendors' methods that are not public.</source>
   <extracomment>cells</extracomment>
   <translation>Keine ist FBP. Die anderen zwei stehen für Verfahren der Hersteller, die nicht öffentlich sind.</translation>
  </message>
  <message>
   <source>Of each scan</source>
   <extracomment>cells</extracomment>
   <translation>Je Aufnahme</translation>
  </message>
  <message>
   <source>Of the full-dose scan.</source>
   <extracomment>cells</extracomment>
   <translation>Der Aufnahme bei voller Dosis.</translation>
  </message>
  <message>
   <source>Other weights to begin with in each.</source>
   <extracomment>cells</extracomment>
   <translation>In jeder andere Anfangsgewichte.</translation>
  </message>
  <message>
   <source>Photons per ray at full dose</source>
   <extracomment>cells</extracomment>
   <translation>Photonen je Strahl bei voller Dosis</translation>
  </message>
  <message>
   <source>Plain CycleGAN, the proposed one, or that with one loss left out.</source>
   <extracomment>cells</extracomment>
   <translation>Einfaches CycleGAN, das vorgeschlagene, oder dieses ohne einen Verlust.</translation>
  </message>
  <message>
   <source>Repeat</source>
   <extracomment>cells</extracomment>
   <translation>Wiederholung</translation>
  </message>
  <message>
   <source>Same denoising</source>
   <extracomment>cells</extracomment>
   <translation>Derselben Entrauschung</translation>
  </message>
  <message>
   <source>Say what all cells of a study of data sizes show together.</source>
   <extracomment>cells</extracomment>
   <translation>Sagen, was alle Zellen einer Studie über Datenmengen zusammen zeigen.</translation>
  </message>
  <message>
   <source>Seed of the noise</source>
   <extracomment>cells</extracomment>
   <translation>Startwert des Rauschens</translation>
  </message>
  <message>
   <source>The electronic noise of each scan comes with photons = "scan"; leave electronic out.</source>
   <extracomment>cells</extracomment>
   <translation>Das elektronische Rauschen jeder Aufnahme kommt mit photons = "scan"; electronic weglassen.</translation>
  </message>
  <message>
   <source>The middle ones at most; 0 for all.</source>
   <extracomment>cells</extracomment>
   <translation>Höchstens die mittleren; 0 für alle.</translation>
  </message>
  <message>
   <source>The model finds nothing in this scan at full dose; leave one of them out.</source>
   <extracomment>cells</extracomment>
   <translation>Das Modell findet in dieser Aufnahme bei voller Dosis nichts; eines der beiden weglassen.</translation>
  </message>
  <message>
   <source>Train one model on so many slices and measure it on patients that were held back.</source>
   <extracomment>cells</extracomment>
   <translation>Ein Modell mit so vielen Schichten trainieren und an zurückgehaltenen Patienten messen.</translation>
  </message>
  <message>
   <source>Without the patient. Empty, or “scan” in a plan: those of each scan, known or estimated from its noise, as in the dose bar.</source>
   <extracomment>cells</extracomment>
   <translation>Ohne den Patienten. Leer, oder „scan“ in einem Plan: die jeder Aufnahme, bekannt oder aus ihrem Rauschen geschätzt, wie in der Dosisleiste.</translation>
  </message>
  <message>
   <source>no air</source>
   <extracomment>cells</extracomment>
   <translation>ohne Luft</translation>
  </message>
  <message>
   <source>no autoencoder</source>
   <extracomment>cells</extracomment>
   <translation>ohne Autoencoder</translation>
  </message>
  <message>
   <source>no perceptual</source>
   <extracomment>cells</extracomment>
   <translation>ohne Wahrnehmung</translation>
  </message>
  <message>
   <source>{0} left no values in {1}.</source>
   <extracomment>cells</extracomment>
   <translation>{0} hat keine Werte in {1} hinterlassen.</translation>
  </message>
  <message>
   <source>A click on a cell, or Enter, opens its case in the panes.</source>
   <extracomment>cells_aside</extracomment>
   <translation>Ein Klick auf eine Zelle oder die Eingabetaste öffnet ihren Fall in den Bildfeldern.</translation>
  </message>
  <message>
   <source>A line for each cell that failed, and the reason</source>
   <extracomment>cells_aside</extracomment>
   <translation>Eine Zeile für jede fehlgeschlagene Zelle, mit dem Grund</translation>
  </message>
  <message>
   <source>Cell</source>
   <extracomment>cells_aside</extracomment>
   <translation>Zelle</translation>
  </message>
  <message>
   <source>Failed cells</source>
   <extracomment>cells_aside</extracomment>
   <translation>Fehlgeschlagene Zellen</translation>
  </message>
  <message>
   <source>Last news</source>
   <extracomment>cells_aside</extracomment>
   <translation>Letzte Nachricht</translation>
  </message>
  <message>
   <source>Study</source>
   <extracomment>cells_aside</extracomment>
   <translation>Studie</translation>
  </message>
  <message>
   <source>Why cells failed</source>
   <extracomment>cells_aside</extracomment>
   <translation>Warum Zellen fehlgeschlagen sind</translation>
  </message>
  <message>
   <source>… and {0} more</source>
   <extracomment>cells_aside</extracomment>
   <translation>… und {0} weitere</translation>
  </message>
  <message>
   <source>Across</source>
   <extracomment>cells_axes</extracomment>
   <translation>Waagerecht</translation>
  </message>
  <message>
   <source>Down</source>
   <extracomment>cells_axes</extracomment>
   <translation>Senkrecht</translation>
  </message>
  <message>
   <source>Mean of all</source>
   <extracomment>cells_axes</extracomment>
   <translation>Mittel über alle</translation>
  </message>
  <message>
   <source>Only {0}</source>
   <extracomment>cells_axes</extracomment>
   <translation>Nur {0}</translation>
  </message>
  <message>
   <source>Where “{0}” stands in the grid: across, down, averaged over, or one value alone</source>
   <extracomment>cells_axes</extracomment>
   <translation>Wo „{0}“ im Raster steht: waagerecht, senkrecht, gemittelt oder nur ein Wert</translation>
  </message>
  <message>
   <source>A cell computes</source>
   <extracomment>cells_builder</extracomment>
   <translation>Eine Zelle berechnet</translation>
  </message>
  <message>
   <source>Cancel</source>
   <extracomment>cells_builder</extracomment>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Choose a name of letters, digits, spaces, - and _.</source>
   <extracomment>cells_builder</extracomment>
   <translation>Einen Namen aus Buchstaben, Ziffern, Leerzeichen, - und _ wählen.</translation>
  </message>
  <message>
   <source>Every combination of several values is a cell, which is computed once.</source>
   <extracomment>cells_builder</extracomment>
   <translation>Jede Kombination mehrerer Werte ist eine Zelle, die einmal berechnet wird.</translation>
  </message>
  <message>
   <source>Folder</source>
   <extracomment>cells_builder</extracomment>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Gets the file NAME.toml, which says what the study is, and beside it its results.</source>
   <extracomment>cells_builder</extracomment>
   <translation>Erhält die Datei NAME.toml, die die Studie beschreibt, und daneben ihre Ergebnisse.</translation>
  </message>
  <message>
   <source>Give at least one setting several values; they are an axis of the study.</source>
   <extracomment>cells_builder</extracomment>
   <translation>Mindestens einer Einstellung mehrere Werte geben; sie sind eine Achse der Studie.</translation>
  </message>
  <message>
   <source>Name</source>
   <extracomment>cells_builder</extracomment>
   <translation>Name</translation>
  </message>
  <message>
   <source>New study</source>
   <extracomment>cells_builder</extracomment>
   <translation>Neue Studie</translation>
  </message>
  <message>
   <source>No axis yet: tick “Several” beside a setting</source>
   <extracomment>cells_builder</extracomment>
   <translation>Noch keine Achse: „Mehrere“ neben einer Einstellung ankreuzen</translation>
  </message>
  <message>
   <source>No plug-in brings the recipe of a cell; see Plug-ins › Plug-ins.</source>
   <extracomment>cells_builder</extracomment>
   <translation>Kein Plug-in bringt das Rezept einer Zelle mit; siehe Plug-ins › Plug-ins.</translation>
  </message>
  <message>
   <source>Of this machine; 0 for one per core.</source>
   <extracomment>cells_builder</extracomment>
   <translation>Dieses Rechners; 0 für einen je Kern.</translation>
  </message>
  <message>
   <source>Processes</source>
   <extracomment>cells_builder</extracomment>
   <translation>Prozesse</translation>
  </message>
  <message>
   <source>Seed</source>
   <extracomment>cells_builder</extracomment>
   <translation>Startwert</translation>
  </message>
  <message>
   <source>Settings of a cell</source>
   <extracomment>cells_builder</extracomment>
   <translation>Einstellungen einer Zelle</translation>
  </message>
  <message>
   <source>Start study</source>
   <extracomment>cells_builder</extracomment>
   <translation>Studie starten</translation>
  </message>
  <message>
   <source>The same seed gives the same noise.</source>
   <extracomment>cells_builder</extracomment>
   <translation>Derselbe Startwert ergibt dasselbe Rauschen.</translation>
  </message>
  <message>
   <source>What is computed for every combination of values</source>
   <extracomment>cells_builder</extracomment>
   <translation>Was für jede Kombination von Werten berechnet wird</translation>
  </message>
  <message>
   <source>{0} = {1} cells</source>
   <extracomment>cells_builder</extracomment>
   <translation>{0} = {1} Zellen</translation>
  </message>
  <message>
   <source>{0} cells</source>
   <extracomment>cells_builder</extracomment>
   <translation>{0} Zellen</translation>
  </message>
  <message>
   <source>{0} is there already; choose another name.</source>
   <extracomment>cells_builder</extracomment>
   <translation>{0} gibt es schon; einen anderen Namen wählen.</translation>
  </message>
  <message>
   <source>{0}: color from 0 to 1</source>
   <extracomment>cells_colors</extracomment>
   <translation>{0}: Farbe von 0 bis 1</translation>
  </message>
  <message>
   <source>Cells of this place</source>
   <extracomment>cells_desk</extracomment>
   <translation>Zellen dieses Felds</translation>
  </message>
  <message>
   <source>Open study</source>
   <extracomment>cells_desk</extracomment>
   <translation>Studie öffnen</translation>
  </message>
  <message>
   <source>Studies (*.toml)</source>
   <extracomment>cells_desk</extracomment>
   <translation>Studien (*.toml)</translation>
  </message>
  <message>
   <source>{0} (failed)</source>
   <extracomment>cells_desk</extracomment>
   <translation>{0} (fehlgeschlagen)</translation>
  </message>
  <message>
   <source>{0} (not computed yet)</source>
   <extracomment>cells_desk</extracomment>
   <translation>{0} (noch nicht berechnet)</translation>
  </message>
  <message>
   <source>{0} more; choose one value over the grid</source>
   <extracomment>cells_desk</extracomment>
   <translation>{0} weitere; über dem Raster einen Wert wählen</translation>
  </message>
  <message>
   <source>, {0} failed</source>
   <extracomment>cells_grid</extracomment>
   <translation>, {0} fehlgeschlagen</translation>
  </message>
  <message>
   <source>Cells of the study</source>
   <extracomment>cells_grid</extracomment>
   <translation>Zellen der Studie</translation>
  </message>
  <message>
   <source>Done</source>
   <extracomment>cells_grid</extracomment>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Failed</source>
   <extracomment>cells_grid</extracomment>
   <translation>Fehlgeschlagen</translation>
  </message>
  <message>
   <source>Not computed yet</source>
   <extracomment>cells_grid</extracomment>
   <translation>Noch nicht berechnet</translation>
  </message>
  <message>
   <source>Under way</source>
   <extracomment>cells_grid</extracomment>
   <translation>In Arbeit</translation>
  </message>
  <message>
   <source>Value {0}</source>
   <extracomment>cells_grid</extracomment>
   <translation>Wert {0}</translation>
  </message>
  <message>
   <source>{0} of {1} cells done</source>
   <extracomment>cells_grid</extracomment>
   <translation>{0} von {1} Zellen fertig</translation>
  </message>
  <message>
   <source>The case {0} is gone; put it back, or leave it out.</source>
   <extracomment>cells_opening</extracomment>
   <translation>Der Fall {0} ist weg; ihn zurücklegen oder weglassen.</translation>
  </message>
  <message>
   <source>{0} does not say what the panes show of a cell.</source>
   <extracomment>cells_opening</extracomment>
   <translation>{0} sagt nicht, was die Bildfelder von einer Zelle zeigen.</translation>
  </message>
  <message>
   <source>A study computes every combination of cases, doses and methods once, in the background, also when the window is closed. Its grid fills as the cells are finished; a click on one opens its case in the panes.</source>
   <extracomment>cells_page</extracomment>
   <translation>Eine Studie berechnet jede Kombination von Fällen, Dosen und Methoden einmal, im Hintergrund und auch bei geschlossenem Fenster. Ihr Raster füllt sich, sobald Zellen fertig sind; ein Klick auf eine öffnet ihren Fall in den Bildfeldern.</translation>
  </message>
  <message>
   <source>Choose what a cell computes, and what differs from cell to cell</source>
   <extracomment>cells_page</extracomment>
   <translation>Wählen, was eine Zelle berechnet und worin sich die Zellen unterscheiden</translation>
  </message>
  <message>
   <source>Dose proposal</source>
   <extracomment>cells_page</extracomment>
   <translation>Dosisvorschlag</translation>
  </message>
  <message>
   <source>Looking for studies…</source>
   <extracomment>cells_page</extracomment>
   <translation>Studien werden gesucht…</translation>
  </message>
  <message>
   <source>New study…</source>
   <extracomment>cells_page</extracomment>
   <translation>Neue Studie…</translation>
  </message>
  <message>
   <source>No study yet</source>
   <extracomment>cells_page</extracomment>
   <translation>Noch keine Studie</translation>
  </message>
  <message>
   <source>Open study…</source>
   <extracomment>cells_page</extracomment>
   <translation>Studie öffnen…</translation>
  </message>
  <message>
   <source>Part of the workspace</source>
   <extracomment>cells_page</extracomment>
   <translation>Teil des Arbeitsbereichs</translation>
  </message>
  <message>
   <source>Run a study that a TOML file describes</source>
   <extracomment>cells_page</extracomment>
   <translation>Eine Studie ausführen, die eine TOML-Datei beschreibt</translation>
  </message>
  <message>
   <source>Studies</source>
   <extracomment>cells_page</extracomment>
   <translation>Studien</translation>
  </message>
  <message>
   <source>A value stands twice; leave one out.</source>
   <extracomment>cells_setting</extracomment>
   <translation>Ein Wert steht doppelt; einen weglassen.</translation>
  </message>
  <message>
   <source>Give this axis at least one value.</source>
   <extracomment>cells_setting</extracomment>
   <translation>Dieser Achse mindestens einen Wert geben.</translation>
  </message>
  <message>
   <source>Several</source>
   <extracomment>cells_setting</extracomment>
   <translation>Mehrere</translation>
  </message>
  <message>
   <source>Several values of this setting: each is a step along an axis of the study</source>
   <extracomment>cells_setting</extracomment>
   <translation>Mehrere Werte dieser Einstellung: jeder ist ein Schritt auf einer Achse der Studie</translation>
  </message>
  <message>
   <source>{0}: several values</source>
   <extracomment>cells_setting</extracomment>
   <translation>{0}: mehrere Werte</translation>
  </message>
  <message>
   <source>Cells</source>
   <extracomment>cells_study</extracomment>
   <translation>Zellen</translation>
  </message>
  <message>
   <source>Cells or report</source>
   <extracomment>cells_study</extracomment>
   <translation>Zellen oder Bericht</translation>
  </message>
  <message>
   <source>Compute failed again</source>
   <extracomment>cells_study</extracomment>
   <translation>Fehlgeschlagene neu berechnen</translation>
  </message>
  <message>
   <source>Compute the cells that are left; finished ones stay</source>
   <extracomment>cells_study</extracomment>
   <translation>Die übrigen Zellen berechnen; fertige bleiben</translation>
  </message>
  <message>
   <source>Compute the failed cells once more</source>
   <extracomment>cells_study</extracomment>
   <translation>Die fehlgeschlagenen Zellen noch einmal berechnen</translation>
  </message>
  <message>
   <source>No report yet. Press Report to write it.</source>
   <extracomment>cells_study</extracomment>
   <translation>Noch kein Bericht. Mit „Bericht“ wird er geschrieben.</translation>
  </message>
  <message>
   <source>Open folder</source>
   <extracomment>cells_study</extracomment>
   <translation>Ordner öffnen</translation>
  </message>
  <message>
   <source>Report</source>
   <extracomment>cells_study</extracomment>
   <translation>Bericht</translation>
  </message>
  <message>
   <source>Report of the study</source>
   <extracomment>cells_study</extracomment>
   <translation>Bericht der Studie</translation>
  </message>
  <message>
   <source>Resume</source>
   <extracomment>cells_study</extracomment>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>Run study</source>
   <extracomment>cells_study</extracomment>
   <translation>Studie ausführen</translation>
  </message>
  <message>
   <source>Show the folder of the study with its cells and its report</source>
   <extracomment>cells_study</extracomment>
   <translation>Den Ordner der Studie mit ihren Zellen und ihrem Bericht zeigen</translation>
  </message>
  <message>
   <source>Stop</source>
   <extracomment>cells_study</extracomment>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>Stop computing; finished cells stay, and the study can be resumed</source>
   <extracomment>cells_study</extracomment>
   <translation>Das Berechnen anhalten; fertige Zellen bleiben, und die Studie lässt sich fortsetzen</translation>
  </message>
  <message>
   <source>The report is being written…</source>
   <extracomment>cells_study</extracomment>
   <translation>Der Bericht wird geschrieben…</translation>
  </message>
  <message>
   <source>Write what the finished cells together show</source>
   <extracomment>cells_study</extracomment>
   <translation>Schreiben, was die fertigen Zellen zusammen zeigen</translation>
  </message>
  <message>
   <source>All</source>
   <extracomment>cells_table</extracomment>
   <translation>Alle</translation>
  </message>
  <message>
   <source>No</source>
   <extracomment>cells_table</extracomment>
   <translation>Nein</translation>
  </message>
  <message>
   <source>Yes</source>
   <extracomment>cells_table</extracomment>
   <translation>Ja</translation>
  </message>
  <message>
   <source>Add files</source>
   <extracomment>cells_values</extracomment>
   <translation>Dateien hinzufügen</translation>
  </message>
  <message>
   <source>Add files…</source>
   <extracomment>cells_values</extracomment>
   <translation>Dateien hinzufügen …</translation>
  </message>
  <message>
   <source>Add folder</source>
   <extracomment>cells_values</extracomment>
   <translation>Ordner hinzufügen</translation>
  </message>
  <message>
   <source>Add folder…</source>
   <extracomment>cells_values</extracomment>
   <translation>Ordner hinzufügen …</translation>
  </message>
  <message>
   <source>Choose a folder, such as one of a DICOM series</source>
   <extracomment>cells_values</extracomment>
   <translation>Einen Ordner wählen, etwa den einer DICOM-Serie</translation>
  </message>
  <message>
   <source>Choose files, such as NIfTI volumes</source>
   <extracomment>cells_values</extracomment>
   <translation>Dateien wählen, etwa NIfTI-Volumen</translation>
  </message>
  <message>
   <source>Drop files or folders here</source>
   <extracomment>cells_values</extracomment>
   <translation>Dateien oder Ordner hier ablegen</translation>
  </message>
  <message>
   <source>Leave the selected ones out</source>
   <extracomment>cells_values</extracomment>
   <translation>Die ausgewählten weglassen</translation>
  </message>
  <message>
   <source>Remove</source>
   <extracomment>cells_values</extracomment>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Several values, with “;” between them</source>
   <extracomment>cells_values</extracomment>
   <translation>Mehrere Werte, durch „;“ getrennt</translation>
  </message>
  <message>
   <source>The files of the study; drop more here</source>
   <extracomment>cells_values</extracomment>
   <translation>Die Dateien der Studie; weitere hier ablegen</translation>
  </message>
  <message>
   <source>Values with “;” between them</source>
   <extracomment>cells_values</extracomment>
   <translation>Werte, durch „;“ getrennt</translation>
  </message>
  <message>
   <source>That failed: {0}. The log says more.</source>
   <extracomment>cells_watch</extracomment>
   <translation>Das ist fehlgeschlagen: {0}. Mehr steht im Protokoll.</translation>
  </message>
  <message>
   <source>Recipe</source>
   <extracomment>cells_words</extracomment>
   <translation>Rezept</translation>
  </message>
  <message>
   <source>Runs on</source>
   <extracomment>cells_words</extracomment>
   <translation>Läuft auf</translation>
  </message>
  <message>
   <source>Speed</source>
   <extracomment>cells_words</extracomment>
   <translation>Tempo</translation>
  </message>
  <message>
   <source>Still to do</source>
   <extracomment>cells_words</extracomment>
   <translation>Noch offen</translation>
  </message>
  <message>
   <source>Time of a cell</source>
   <extracomment>cells_words</extracomment>
   <translation>Zeit einer Zelle</translation>
  </message>
  <message>
   <source>{0} cells/min</source>
   <extracomment>cells_words</extracomment>
   <translation>{0} Zellen/min</translation>
  </message>
  <message>
   <source>{0} left</source>
   <extracomment>cells_words</extracomment>
   <translation>noch {0}</translation>
  </message>
  <message>
   <source>{0} of {1} cells</source>
   <extracomment>cells_words</extracomment>
   <translation>{0} von {1} Zellen</translation>
  </message>
  <message>
   <source>Compare</source>
   <extracomment>check_commands</extracomment>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <source>Picture, residual, data, error</source>
   <extracomment>check_commands</extracomment>
   <translation>Bild, Residuum, Daten, Fehler</translation>
  </message>
  <message>
   <source>Show data consistency</source>
   <extracomment>check_commands</extracomment>
   <translation>Datenkonsistenz zeigen</translation>
  </message>
  <message>
   <source>Show error against full dose</source>
   <extracomment>check_commands</extracomment>
   <translation>Fehler gegen volle Dosis zeigen</translation>
  </message>
  <message>
   <source>Show picture</source>
   <extracomment>check_commands</extracomment>
   <translation>Bild zeigen</translation>
  </message>
  <message>
   <source>Show residual</source>
   <extracomment>check_commands</extracomment>
   <translation>Residuum zeigen</translation>
  </message>
  <message>
   <source>Checks</source>
   <extracomment>check_desk</extracomment>
   <translation>Die Prüfung</translation>
  </message>
  <message>
   <source>A map does not show the patient, so there is no full-dose picture of it.</source>
   <extracomment>check_views</extracomment>
   <translation>Eine Karte zeigt nicht den Patienten, es gibt also kein Bild voller Dosis davon.</translation>
  </message>
  <message>
   <source>Data consistency</source>
   <extracomment>check_views</extracomment>
   <translation>Datenkonsistenz</translation>
  </message>
  <message>
   <source>Error against full dose</source>
   <extracomment>check_views</extracomment>
   <translation>Fehler gegen volle Dosis</translation>
  </message>
  <message>
   <source>Open a study first.</source>
   <extracomment>check_views</extracomment>
   <translation>Erst eine Studie öffnen.</translation>
  </message>
  <message>
   <source>Picture</source>
   <extracomment>check_views</extracomment>
   <translation>Bild</translation>
  </message>
  <message>
   <source>Residual</source>
   <extracomment>check_views</extracomment>
   <translation>Residuum</translation>
  </message>
  <message>
   <source>Show the picture of the active pane again</source>
   <extracomment>check_views</extracomment>
   <translation>Wieder das Bild des aktiven Bildfelds zeigen</translation>
  </message>
  <message>
   <source>The picture − the loaded one, which is the full dose</source>
   <extracomment>check_views</extracomment>
   <translation>Das Bild − das geladene, das die volle Dosis ist</translation>
  </message>
  <message>
   <source>The reference is the full-dose picture itself, so it has no error.</source>
   <extracomment>check_views</extracomment>
   <translation>Die Referenz ist selbst das Bild voller Dosis, sie hat also keinen Fehler.</translation>
  </message>
  <message>
   <source>What the method took away: FBP at this dose − picture, with its structure leak</source>
   <extracomment>check_views</extracomment>
   <translation>Was die Methode entfernt hat: FBP bei dieser Dosis − Bild, mit Strukturverlust</translation>
  </message>
  <message>
   <source>Where the method changed more than the noise of the rays allows</source>
   <extracomment>check_views</extracomment>
   <translation>Wo die Methode mehr verändert hat, als das Rauschen der Strahlen zulässt</translation>
  </message>
  <message>
   <source>A map does not show the patient, so there is nothing to check.</source>
   <extracomment>checked</extracomment>
   <translation>Eine Karte zeigt nicht den Patienten, es gibt also nichts zu prüfen.</translation>
  </message>
  <message>
   <source>Checks need axial slices; show this pane in the axial plane, without a slab.</source>
   <extracomment>checked</extracomment>
   <translation>Prüfungen brauchen axiale Schichten; dieses Bildfeld in axialer Ebene zeigen, ohne Slab.</translation>
  </message>
  <message>
   <source>Data consistency: the rays at this dose − the picture projected along them, filtered back-projected (Hann, 0.15 mm⁻¹: things of 6 mm and larger), in SD of the noise that these rays have there. Orange: the rays have more than the picture. χ²: mean square in the body; 0 = nothing was changed, 1 ± SD = the noise was taken away and nothing else, above = more was changed than the data allow. By chance no pixel lies beyond 5 SD. A rescan takes the noise of the loaded scan for the patient, so behind it that noise counts with the rays'.</source>
   <extracomment>checked</extracomment>
   <translation>Datenkonsistenz: die Strahlen bei dieser Dosis − das entlang ihrer projizierte Bild, gefiltert rückprojiziert (Hann, 0.15 mm⁻¹: Strukturen ab 6 mm), in SD des Rauschens, das diese Strahlen dort haben. Orange: die Strahlen haben mehr als das Bild. χ²: mittleres Quadrat im Körper; 0 = nichts wurde verändert, 1 ± SD = nur das Rauschen wurde entfernt, darüber = mehr wurde verändert, als die Daten zulassen. Zufällig liegt kein Pixel jenseits von 5 SD. Ein Rescan hält das Rauschen der geladenen Aufnahme für den Patienten, daher zählt es dort zum Rauschen der Strahlen.</translation>
  </message>
  <message>
   <source>FBP is linear: it takes nothing away, so its residual is zero by definition.</source>
   <extracomment>checked</extracomment>
   <translation>FBP ist linear: sie entfernt nichts, ihr Residuum ist definitionsgemäß null.</translation>
  </message>
  <message>
   <source>No dose is lowered in this pane, so the rays at that dose are not known.</source>
   <extracomment>checked</extracomment>
   <translation>In diesem Bildfeld wird keine Dosis gesenkt, die Strahlen bei dieser Dosis sind also nicht bekannt.</translation>
  </message>
  <message>
   <source>Residual: FBP at this dose − picture, in HU. Structure leak: Σ r·w / Σ d·w over the body, r and d the details of the residual and of the full-dose picture (Gaussian of 1 mm − Gaussian of 4 mm), w those of the full-dose picture above 5 HU and four times its noise, held at ±20 HU. 100 % = all details were taken away; 0 % ± SD = only noise of the same spectrum was. The noise of the loaded scan is in w, too: a method that takes all of it away and nothing else has the share that is named as the scan's own noise. The noise-free volume of the study takes the place of the full-dose picture where there is one.</source>
   <extracomment>checked</extracomment>
   <translation>Residuum: FBP bei dieser Dosis − Bild, in HU. Strukturverlust: Σ r·w / Σ d·w über den Körper, r und d die Details des Residuums und des Bildes voller Dosis (Gauß mit 1 mm − Gauß mit 4 mm), w die des Bildes voller Dosis über 5 HU und dem Vierfachen seines Rauschens, begrenzt auf ±20 HU. 100 % = alle Details wurden entfernt; 0 % ± SD = nur Rauschen gleichen Spektrums wurde entfernt. Auch das Rauschen der geladenen Aufnahme steckt in w: Eine Methode, die es ganz und sonst nichts entfernt, hat den Anteil, der als eigenes Rauschen der Aufnahme genannt ist. Wo die Studie ein rauschfreies Volumen hat, tritt es an die Stelle des Bildes voller Dosis.</translation>
  </message>
  <message>
   <source>SD</source>
   <extracomment>checked</extracomment>
   <translation>SD</translation>
  </message>
  <message>
   <source>The reference is the loaded picture; no method took anything away.</source>
   <extracomment>checked</extracomment>
   <translation>Die Referenz ist das geladene Bild; keine Methode hat etwas entfernt.</translation>
  </message>
  <message>
   <source>There are no rays behind this volume: the dose can be lowered on CT volumes in HU only.</source>
   <extracomment>checked</extracomment>
   <translation>Hinter diesem Volumen stehen keine Strahlen: die Dosis lässt sich nur auf CT-Volumen in HU senken.</translation>
  </message>
  <message>
   <source>This pane shows a difference; a check is of a method's own picture, so show that first.</source>
   <extracomment>checked</extracomment>
   <translation>Dieses Feld zeigt eine Differenz; geprüft wird das Bild einer Methode selbst, daher erst dieses zeigen.</translation>
  </message>
  <message>
   <source>data consistency</source>
   <extracomment>checked</extracomment>
   <translation>Datenkonsistenz</translation>
  </message>
  <message>
   <source>residual</source>
   <extracomment>checked</extracomment>
   <translation>Residuum</translation>
  </message>
  <message>
   <source>Farthest {0}, {1} beyond ±{2}</source>
   <extracomment>checks</extracomment>
   <translation>Größte Abweichung {0}, {1} jenseits von ±{2}</translation>
  </message>
  <message>
   <source>Structure leak {0}, noise ±{1}</source>
   <extracomment>checks</extracomment>
   <translation>Strukturverlust {0}, Rauschen ±{1}</translation>
  </message>
  <message>
   <source>Up to +{0} by the scan's own noise</source>
   <extracomment>checks</extracomment>
   <translation>Bis +{0} durch das eigene Rauschen der Aufnahme</translation>
  </message>
  <message>
   <source>χ² {0}, noise alone 1 ± {1}</source>
   <extracomment>checks</extracomment>
   <translation>χ² {0}, Rauschen allein 1 ± {1}</translation>
  </message>
  <message>
   <source>3-D</source>
   <extracomment>clip_box</extracomment>
   <translation>3-D</translation>
  </message>
  <message>
   <source>Back</source>
   <extracomment>clip_box</extracomment>
   <translation>Hinten</translation>
  </message>
  <message>
   <source>Clipping box</source>
   <extracomment>clip_box</extracomment>
   <translation>Schnittquader</translation>
  </message>
  <message>
   <source>Clipping box…</source>
   <extracomment>clip_box</extracomment>
   <translation>Schnittquader…</translation>
  </message>
  <message>
   <source>Cut the 3-D volume to a box, in patient millimeters</source>
   <extracomment>clip_box</extracomment>
   <translation>Das 3-D-Volumen auf einen Quader beschneiden, in Millimetern des Patienten</translation>
  </message>
  <message>
   <source>Cut the 3-D volume to its box, or show it whole for now</source>
   <extracomment>clip_box</extracomment>
   <translation>Das 3-D-Volumen auf seinen Quader beschneiden oder vorerst ganz zeigen</translation>
  </message>
  <message>
   <source>Cut to the box</source>
   <extracomment>clip_box</extracomment>
   <translation>Auf Quader beschneiden</translation>
  </message>
  <message>
   <source>Feet</source>
   <extracomment>clip_box</extracomment>
   <translation>Füße</translation>
  </message>
  <message>
   <source>Front</source>
   <extracomment>clip_box</extracomment>
   <translation>Vorn</translation>
  </message>
  <message>
   <source>Head</source>
   <extracomment>clip_box</extracomment>
   <translation>Kopf</translation>
  </message>
  <message>
   <source>Left side</source>
   <extracomment>clip_box</extracomment>
   <translation>Linke Seite</translation>
  </message>
  <message>
   <source>Make the box as large as the volume</source>
   <extracomment>clip_box</extracomment>
   <translation>Den Quader so groß wie das Volumen machen</translation>
  </message>
  <message>
   <source>Reset the box</source>
   <extracomment>clip_box</extracomment>
   <translation>Quader zurücksetzen</translation>
  </message>
  <message>
   <source>Right side</source>
   <extracomment>clip_box</extracomment>
   <translation>Rechte Seite</translation>
  </message>
  <message>
   <source>View</source>
   <extracomment>clip_box</extracomment>
   <translation>Ansicht</translation>
  </message>
  <message>
   <source>Close</source>
   <extracomment>clip_dialog</extracomment>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Cut the volume to the box</source>
   <extracomment>clip_dialog</extracomment>
   <translation>Das Volumen auf den Quader beschneiden</translation>
  </message>
  <message>
   <source>Off: the volume is shown whole, and the box is kept (Shift B)</source>
   <extracomment>clip_dialog</extracomment>
   <translation>Aus: das Volumen wird ganz gezeigt, der Quader bleibt erhalten (Umschalt B)</translation>
  </message>
  <message>
   <source>Reset</source>
   <extracomment>clip_dialog</extracomment>
   <translation>Zurücksetzen</translation>
  </message>
  <message>
   <source>The active pane is not in 3-D. Press Alt 5 in a pane.</source>
   <extracomment>clip_dialog</extracomment>
   <translation>Das aktive Bildfeld ist nicht in 3-D. In einem Bildfeld Alt 5 drücken.</translation>
  </message>
  <message>
   <source>What is left, in mm of the patient: R right, L left, A front, P back, I feet, S head.</source>
   <extracomment>clip_dialog</extracomment>
   <translation>Was übrig bleibt, in mm des Patienten: R rechts, L links, A vorn, P hinten, I Füße, S Kopf.</translation>
  </message>
  <message>
   <source>{0} of the box</source>
   <extracomment>clip_dialog</extracomment>
   <translation>{0} des Quaders</translation>
  </message>
  <message>
   <source>{0}: drag or arrow keys, one slice per step</source>
   <extracomment>clip_dialog</extracomment>
   <translation>{0}: ziehen oder Pfeiltasten, eine Schicht je Schritt</translation>
  </message>
  <message>
   <source>{0}: position in mm, below 0 toward the other side; arrow keys step by 1 mm</source>
   <extracomment>clip_dialog</extracomment>
   <translation>{0}: Lage in mm, unter 0 zur anderen Seite; Pfeiltasten gehen 1 mm weiter</translation>
  </message>
  <message>
   <source>The cluster does not answer ({0}); look whether it is up.</source>
   <extracomment>cluster</extracomment>
   <translation>Der Cluster antwortet nicht ({0}); prüfen, ob er läuft.</translation>
  </message>
  <message>
   <source>The cluster refused the job: {0}</source>
   <extracomment>cluster</extracomment>
   <translation>Der Cluster hat den Auftrag abgelehnt: {0}</translation>
  </message>
  <message>
   <source>There is no command {0} here: {1}.</source>
   <extracomment>cluster</extracomment>
   <translation>Den Befehl {0} gibt es hier nicht: {1}.</translation>
  </message>
  <message>
   <source>no reason given</source>
   <extracomment>cluster</extracomment>
   <translation>kein Grund genannt</translation>
  </message>
  <message>
   <source>Ctrl</source>
   <extracomment>command</extracomment>
   <translation>Strg</translation>
  </message>
  <message>
   <source>Delete</source>
   <extracomment>command</extracomment>
   <translation>Entf</translation>
  </message>
  <message>
   <source>End</source>
   <extracomment>command</extracomment>
   <translation>Ende</translation>
  </message>
  <message>
   <source>Esc</source>
   <extracomment>command</extracomment>
   <translation>Esc</translation>
  </message>
  <message>
   <source>Home</source>
   <extracomment>command</extracomment>
   <translation>Pos1</translation>
  </message>
  <message>
   <source>Page down</source>
   <extracomment>command</extracomment>
   <translation>Bild ab</translation>
  </message>
  <message>
   <source>Page up</source>
   <extracomment>command</extracomment>
   <translation>Bild auf</translation>
  </message>
  <message>
   <source>Shift</source>
   <extracomment>command</extracomment>
   <translation>Umschalt</translation>
  </message>
  <message>
   <source>Space</source>
   <extracomment>command</extracomment>
   <translation>Leertaste</translation>
  </message>
  <message>
   <source>is no NIfTI file</source>
   <extracomment>command_answer</extracomment>
   <translation>ist keine NIfTI-Datei</translation>
  </message>
  <message>
   <source>{0} answered with labels that lie elsewhere than the volume; its command has to keep spacing and position of what it is given.</source>
   <extracomment>command_answer</extracomment>
   <translation>{0} hat mit Labeln geantwortet, die anderswo liegen als das Volumen; der Befehl muss Abstände und Lage dessen behalten, was er bekommt.</translation>
  </message>
  <message>
   <source>{0} answered with the value {1}, which its card does not name; add it to “classes”, or set “others” to “background”.</source>
   <extracomment>command_answer</extracomment>
   <translation>{0} hat mit dem Wert {1} geantwortet, den die Karte nicht nennt; ihn in „classes“ aufnehmen oder „others“ auf „background“ setzen.</translation>
  </message>
  <message>
   <source>{0} answered with {1} voxels, and the volume has {2}; its command has to keep the grid of what it is given.</source>
   <extracomment>command_answer</extracomment>
   <translation>{0} hat mit {1} Voxeln geantwortet, und das Volumen hat {2}; der Befehl muss das Gitter dessen behalten, was er bekommt.</translation>
  </message>
  <message>
   <source>{0} gave an answer that is no label map. {1}</source>
   <extracomment>command_answer</extracomment>
   <translation>Die Antwort von {0} ist keine Labelkarte. {1}</translation>
  </message>
  <message>
   <source> It said: “{0}”</source>
   <extracomment>command_run</extracomment>
   <translation> Die Meldung: „{0}“</translation>
  </message>
  <message>
   <source>What watches over the command was ended; try again.</source>
   <extracomment>command_run</extracomment>
   <translation>Was über den Befehl wacht, wurde beendet; noch einmal versuchen.</translation>
  </message>
  <message>
   <source>{0} could not be started ({1}); check its card.</source>
   <extracomment>command_run</extracomment>
   <translation>{0} ließ sich nicht starten ({1}); die Karte prüfen.</translation>
  </message>
  <message>
   <source>{0} ended without its answer, “{1}”; check its command in the card.{2}</source>
   <extracomment>command_run</extracomment>
   <translation>{0} hat ohne die Antwort „{1}“ geendet; den Befehl in der Karte prüfen.{2}</translation>
  </message>
  <message>
   <source>{0} failed ({1}); check its installation and its card.{2}</source>
   <extracomment>command_run</extracomment>
   <translation>{0} ist fehlgeschlagen ({1}); Installation und Karte prüfen.{2}</translation>
  </message>
  <message>
   <source>{0} is made for voxels of {1} to {2} mm, and these have {3} to {4} mm; choose another model or resample the volume.</source>
   <extracomment>command_run</extracomment>
   <translation>{0} ist für Voxel von {1} bis {2} mm gemacht, diese haben {3} bis {4} mm; ein anderes Modell wählen oder das Volumen umrechnen.</translation>
  </message>
  <message>
   <source>{0} needs the program “{1}”, which is not there; install it, or name it by its full path in the card.</source>
   <extracomment>command_run</extracomment>
   <translation>{0} braucht das Programm „{1}“, das nicht da ist; es installieren oder in der Karte mit vollem Pfad nennen.</translation>
  </message>
  <message>
   <source>{0} takes CT in HU, and this volume is none; choose another segmenter.</source>
   <extracomment>command_run</extracomment>
   <translation>{0} nimmt CT in HU, und dieses Volumen ist keine; einen anderen Segmentierer wählen.</translation>
  </message>
  <message>
   <source>{0} took more than {1} GiB of memory and was ended; allow it more in its card, or take a smaller volume.</source>
   <extracomment>command_run</extracomment>
   <translation>{0} hat mehr als {1} GiB Speicher belegt und wurde beendet; in der Karte mehr erlauben oder ein kleineres Volumen nehmen.</translation>
  </message>
  <message>
   <source>{0} was not done after {1} s and was ended; allow it more time in its card, or take a smaller volume.{2}</source>
   <extracomment>command_run</extracomment>
   <translation>{0} war nach {1} s nicht fertig und wurde beendet; in der Karte mehr Zeit erlauben oder ein kleineres Volumen nehmen.{2}</translation>
  </message>
  <message>
   <source>{0} wrote {1} files that “{2}” fits; name one in its card.</source>
   <extracomment>command_run</extracomment>
   <translation>{0} hat {1} Dateien geschrieben, auf die „{2}“ passt; in der Karte eine nennen.</translation>
  </message>
  <message>
   <source>10 slices down</source>
   <extracomment>command_table</extracomment>
   <translation>10 Schichten hinab</translation>
  </message>
  <message>
   <source>10 slices up</source>
   <extracomment>command_table</extracomment>
   <translation>10 Schichten hinauf</translation>
  </message>
  <message>
   <source>About LDCT Studio</source>
   <extracomment>command_table</extracomment>
   <translation>Über LDCT Studio</translation>
  </message>
  <message>
   <source>Active pane minus A, window symmetric about 0 HU</source>
   <extracomment>command_table</extracomment>
   <translation>Aktives Bildfeld minus A, Fenster symmetrisch um 0 HU</translation>
  </message>
  <message>
   <source>Alt wheel</source>
   <extracomment>command_table</extracomment>
   <translation>Alt Rad</translation>
  </message>
  <message>
   <source>As recorded, then automatic</source>
   <extracomment>command_table</extracomment>
   <translation>Wie aufgezeichnet, dann automatisch</translation>
  </message>
  <message>
   <source>As recorded, then automatic	{0}   {0}   0</source>
   <extracomment>command_table</extracomment>
   <translation>Wie aufgezeichnet, dann automatisch	{0}   {0}   0</translation>
  </message>
  <message>
   <source>Cancel tool</source>
   <extracomment>command_table</extracomment>
   <translation>Werkzeug ablegen</translation>
  </message>
  <message>
   <source>Cancel training</source>
   <extracomment>command_table</extracomment>
   <translation>Training abbrechen</translation>
  </message>
  <message>
   <source>Checkerboard</source>
   <extracomment>command_table</extracomment>
   <translation>Schachbrett</translation>
  </message>
  <message>
   <source>Checkerboard: A and the active pane in turn, tile by tile</source>
   <extracomment>command_table</extracomment>
   <translation>Schachbrett: A und das aktive Bildfeld im Wechsel, Kachel für Kachel</translation>
  </message>
  <message>
   <source>Choose a recipe and start it in the background</source>
   <extracomment>command_table</extracomment>
   <translation>Ein Rezept wählen und im Hintergrund starten</translation>
  </message>
  <message>
   <source>Clear list</source>
   <extracomment>command_table</extracomment>
   <translation>Liste leeren</translation>
  </message>
  <message>
   <source>Close case</source>
   <extracomment>command_table</extracomment>
   <translation>Fall schließen</translation>
  </message>
  <message>
   <source>Compare in a pane</source>
   <extracomment>command_table</extracomment>
   <translation>In einem Bildfeld vergleichen</translation>
  </message>
  <message>
   <source>Compute every combination of cases, doses and methods in the background</source>
   <extracomment>command_table</extracomment>
   <translation>Jede Kombination von Fällen, Dosen und Methoden im Hintergrund berechnen</translation>
  </message>
  <message>
   <source>Compute pictures while controls move; off: only on Update</source>
   <extracomment>command_table</extracomment>
   <translation>Bilder berechnen, während sich Regler bewegen; aus: nur mit Aktualisieren</translation>
  </message>
  <message>
   <source>Contrast</source>
   <extracomment>command_table</extracomment>
   <translation>Kontrast</translation>
  </message>
  <message>
   <source>Contrast agent</source>
   <extracomment>command_table</extracomment>
   <translation>Kontrastmittel</translation>
  </message>
  <message>
   <source>Crosshair</source>
   <extracomment>command_table</extracomment>
   <translation>Fadenkreuz</translation>
  </message>
  <message>
   <source>Crosshair: click to mark one place in every pane</source>
   <extracomment>command_table</extracomment>
   <translation>Fadenkreuz: Klick markiert eine Stelle in jedem Bildfeld</translation>
  </message>
  <message>
   <source>Ctrl wheel</source>
   <extracomment>command_table</extracomment>
   <translation>Strg Rad</translation>
  </message>
  <message>
   <source>Delete the training on show with all that it made</source>
   <extracomment>command_table</extracomment>
   <translation>Das gezeigte Training mit allem löschen, was es erzeugt hat</translation>
  </message>
  <message>
   <source>Delete training…</source>
   <extracomment>command_table</extracomment>
   <translation>Training löschen…</translation>
  </message>
  <message>
   <source>Demo</source>
   <extracomment>command_table</extracomment>
   <translation>Demo</translation>
  </message>
  <message>
   <source>Difference</source>
   <extracomment>command_table</extracomment>
   <translation>Differenz</translation>
  </message>
  <message>
   <source>Dose down, up</source>
   <extracomment>command_table</extracomment>
   <translation>Dosis senken, erhöhen</translation>
  </message>
  <message>
   <source>Double-click</source>
   <extracomment>command_table</extracomment>
   <translation>Doppelklick</translation>
  </message>
  <message>
   <source>Draw another noise field with a new seed</source>
   <extracomment>command_table</extracomment>
   <translation>Ein anderes Rauschfeld mit neuem Startwert ziehen</translation>
  </message>
  <message>
   <source>Edit</source>
   <extracomment>command_table</extracomment>
   <translation>Bearbeiten</translation>
  </message>
  <message>
   <source>Ellipse region</source>
   <extracomment>command_table</extracomment>
   <translation>Ellipse</translation>
  </message>
  <message>
   <source>Ellipse region: drag to measure mean and SD in HU in every pane</source>
   <extracomment>command_table</extracomment>
   <translation>Ellipse: ziehen, um Mittelwert und SD in HU in jedem Bildfeld zu messen</translation>
  </message>
  <message>
   <source>Estimate photons from regions</source>
   <extracomment>command_table</extracomment>
   <translation>Photonen aus Regionen schätzen</translation>
  </message>
  <message>
   <source>Every pane in its own place</source>
   <extracomment>command_table</extracomment>
   <translation>Jedes Bildfeld an seinem Platz</translation>
  </message>
  <message>
   <source>Export labels…</source>
   <extracomment>command_table</extracomment>
   <translation>Label exportieren…</translation>
  </message>
  <message>
   <source>Export movie…</source>
   <extracomment>command_table</extracomment>
   <translation>Film exportieren…</translation>
  </message>
  <message>
   <source>Export numbers…</source>
   <extracomment>command_table</extracomment>
   <translation>Zahlen exportieren…</translation>
  </message>
  <message>
   <source>Export report…</source>
   <extracomment>command_table</extracomment>
   <translation>Bericht exportieren…</translation>
  </message>
  <message>
   <source>Export volume</source>
   <extracomment>command_table</extracomment>
   <translation>Volumen exportieren</translation>
  </message>
  <message>
   <source>Export volume…</source>
   <extracomment>command_table</extracomment>
   <translation>Volumen exportieren…</translation>
  </message>
  <message>
   <source>File</source>
   <extracomment>command_table</extracomment>
   <translation>Datei</translation>
  </message>
  <message>
   <source>Find labels in every picture with the next segmenter, or with none</source>
   <extracomment>command_table</extracomment>
   <translation>In jedem Bild Label mit dem nächsten Segmentierer suchen, oder mit keinem</translation>
  </message>
  <message>
   <source>First slice</source>
   <extracomment>command_table</extracomment>
   <translation>Erste Schicht</translation>
  </message>
  <message>
   <source>First, last slice</source>
   <extracomment>command_table</extracomment>
   <translation>Erste, letzte Schicht</translation>
  </message>
  <message>
   <source>Fit picture</source>
   <extracomment>command_table</extracomment>
   <translation>Bild einpassen</translation>
  </message>
  <message>
   <source>Fit the slice into the active pane and those linked with it</source>
   <extracomment>command_table</extracomment>
   <translation>Die Schicht in das aktive Bildfeld und die gekoppelten einpassen</translation>
  </message>
  <message>
   <source>Fit, reset all</source>
   <extracomment>command_table</extracomment>
   <translation>Einpassen, alles zurücksetzen</translation>
  </message>
  <message>
   <source>Flicker</source>
   <extracomment>command_table</extracomment>
   <translation>Wechsel</translation>
  </message>
  <message>
   <source>Flicker A and active</source>
   <extracomment>command_table</extracomment>
   <translation>Wechsel zwischen A und aktivem Bildfeld</translation>
  </message>
  <message>
   <source>Flicker: A and the active pane in turn, at most 2 Hz</source>
   <extracomment>command_table</extracomment>
   <translation>Wechsel: A und das aktive Bildfeld abwechselnd, höchstens 2 Hz</translation>
  </message>
  <message>
   <source>Follow the controls</source>
   <extracomment>command_table</extracomment>
   <translation>Den Reglern folgen</translation>
  </message>
  <message>
   <source>Forget the recent cases</source>
   <extracomment>command_table</extracomment>
   <translation>Die zuletzt geöffneten Fälle vergessen</translation>
  </message>
  <message>
   <source>Full screen</source>
   <extracomment>command_table</extracomment>
   <translation>Vollbild</translation>
  </message>
  <message>
   <source>Go on from where the training on show was saved</source>
   <extracomment>command_table</extracomment>
   <translation>Dort weitermachen, wo das gezeigte Training gespeichert wurde</translation>
  </message>
  <message>
   <source>Help</source>
   <extracomment>command_table</extracomment>
   <translation>Hilfe</translation>
  </message>
  <message>
   <source>Insert noise</source>
   <extracomment>command_table</extracomment>
   <translation>Rauschen einfügen</translation>
  </message>
  <message>
   <source>Invert</source>
   <extracomment>command_table</extracomment>
   <translation>Invertieren</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <extracomment>command_table</extracomment>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>Label overlay</source>
   <extracomment>command_table</extracomment>
   <translation>Label-Überlagerung</translation>
  </message>
  <message>
   <source>Last slice</source>
   <extracomment>command_table</extracomment>
   <translation>Letzte Schicht</translation>
  </message>
  <message>
   <source>Layout</source>
   <extracomment>command_table</extracomment>
   <translation>Anordnung</translation>
  </message>
  <message>
   <source>Left drag</source>
   <extracomment>command_table</extracomment>
   <translation>Ziehen mit links</translation>
  </message>
  <message>
   <source>Left panel</source>
   <extracomment>command_table</extracomment>
   <translation>Linke Leiste</translation>
  </message>
  <message>
   <source>Link active pane</source>
   <extracomment>command_table</extracomment>
   <translation>Aktives Bildfeld koppeln</translation>
  </message>
  <message>
   <source>Lower by one notch</source>
   <extracomment>command_table</extracomment>
   <translation>Um eine Raste senken</translation>
  </message>
  <message>
   <source>Maximize active pane</source>
   <extracomment>command_table</extracomment>
   <translation>Aktives Bildfeld maximieren</translation>
  </message>
  <message>
   <source>Maximize pane</source>
   <extracomment>command_table</extracomment>
   <translation>Bildfeld maximieren</translation>
  </message>
  <message>
   <source>Measure</source>
   <extracomment>command_table</extracomment>
   <translation>Messen</translation>
  </message>
  <message>
   <source>Middle drag</source>
   <extracomment>command_table</extracomment>
   <translation>Ziehen mit Mitte</translation>
  </message>
  <message>
   <source>New noise</source>
   <extracomment>command_table</extracomment>
   <translation>Neues Rauschen</translation>
  </message>
  <message>
   <source>New training</source>
   <extracomment>command_table</extracomment>
   <translation>Neues Training</translation>
  </message>
  <message>
   <source>New training…</source>
   <extracomment>command_table</extracomment>
   <translation>Neues Training…</translation>
  </message>
  <message>
   <source>Next area of the window</source>
   <extracomment>command_table</extracomment>
   <translation>Nächster Bereich des Programmfensters</translation>
  </message>
  <message>
   <source>Next compare mode</source>
   <extracomment>command_table</extracomment>
   <translation>Nächster Vergleichsmodus</translation>
  </message>
  <message>
   <source>Next mode</source>
   <extracomment>command_table</extracomment>
   <translation>Nächster Modus</translation>
  </message>
  <message>
   <source>Next pane</source>
   <extracomment>command_table</extracomment>
   <translation>Nächstes Bildfeld</translation>
  </message>
  <message>
   <source>Next segmentation</source>
   <extracomment>command_table</extracomment>
   <translation>Nächste Segmentierung</translation>
  </message>
  <message>
   <source>Next series</source>
   <extracomment>command_table</extracomment>
   <translation>Nächste Serie</translation>
  </message>
  <message>
   <source>Next slice</source>
   <extracomment>command_table</extracomment>
   <translation>Nächste Schicht</translation>
  </message>
  <message>
   <source>Next, previous pane</source>
   <extracomment>command_table</extracomment>
   <translation>Nächstes, voriges Bildfeld</translation>
  </message>
  <message>
   <source>Notch</source>
   <extracomment>command_table</extracomment>
   <translation>Raste</translation>
  </message>
  <message>
   <source>One notch down: 0.64 times the dose, 25 % more noise</source>
   <extracomment>command_table</extracomment>
   <translation>Eine Raste tiefer: 0.64-fache Dosis, 25 % mehr Rauschen</translation>
  </message>
  <message>
   <source>One notch up</source>
   <extracomment>command_table</extracomment>
   <translation>Eine Raste höher</translation>
  </message>
  <message>
   <source>Only the missing noise is added; 100 % is the loaded image</source>
   <extracomment>command_table</extracomment>
   <translation>Nur das fehlende Rauschen kommt hinzu; 100 % ist das geladene Bild</translation>
  </message>
  <message>
   <source>Open</source>
   <extracomment>command_table</extracomment>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Open DICOM, NIfTI, MetaImage, NRRD, TIFF, NumPy or zip files</source>
   <extracomment>command_table</extracomment>
   <translation>DICOM-, NIfTI-, MetaImage-, NRRD-, TIFF-, NumPy- oder ZIP-Dateien öffnen</translation>
  </message>
  <message>
   <source>Open a case again as it was saved</source>
   <extracomment>command_table</extracomment>
   <translation>Einen Fall so öffnen, wie er gespeichert wurde</translation>
  </message>
  <message>
   <source>Open a folder with a DICOM series</source>
   <extracomment>command_table</extracomment>
   <translation>Ordner mit einer DICOM-Serie öffnen</translation>
  </message>
  <message>
   <source>Open demo</source>
   <extracomment>command_table</extracomment>
   <translation>Demo öffnen</translation>
  </message>
  <message>
   <source>Open files…</source>
   <extracomment>command_table</extracomment>
   <translation>Dateien öffnen…</translation>
  </message>
  <message>
   <source>Open folder…</source>
   <extracomment>command_table</extracomment>
   <translation>Ordner öffnen…</translation>
  </message>
  <message>
   <source>Open plug-in folder</source>
   <extracomment>command_table</extracomment>
   <translation>Plug-in-Ordner öffnen</translation>
  </message>
  <message>
   <source>Open session…</source>
   <extracomment>command_table</extracomment>
   <translation>Sitzung öffnen…</translation>
  </message>
  <message>
   <source>Open the synthetic abdomen with lesions of known size</source>
   <extracomment>command_table</extracomment>
   <translation>Das synthetische Abdomen mit Läsionen bekannter Größe öffnen</translation>
  </message>
  <message>
   <source>Open what was closed last, with its panes, dose and regions</source>
   <extracomment>command_table</extracomment>
   <translation>Öffnen, was zuletzt geschlossen wurde, mit Bildfeldern, Dosis und Regionen</translation>
  </message>
  <message>
   <source>Outlines and fill of organs and lesions</source>
   <extracomment>command_table</extracomment>
   <translation>Umrisse und Füllung von Organen und Läsionen</translation>
  </message>
  <message>
   <source>Overlay opacity</source>
   <extracomment>command_table</extracomment>
   <translation>Deckkraft der Überlagerung</translation>
  </message>
  <message>
   <source>Pan</source>
   <extracomment>command_table</extracomment>
   <translation>Verschieben</translation>
  </message>
  <message>
   <source>Pan, zoom by dragging</source>
   <extracomment>command_table</extracomment>
   <translation>Verschieben, Zoom durch Ziehen</translation>
  </message>
  <message>
   <source>Pan: drag to move the picture</source>
   <extracomment>command_table</extracomment>
   <translation>Verschieben: ziehen bewegt das Bild</translation>
  </message>
  <message>
   <source>Photons per ray…</source>
   <extracomment>command_table</extracomment>
   <translation>Photonen pro Strahl…</translation>
  </message>
  <message>
   <source>Plug-ins…</source>
   <extracomment>command_table</extracomment>
   <translation>Plug-ins…</translation>
  </message>
  <message>
   <source>Plugins</source>
   <extracomment>command_table</extracomment>
   <translation>Plug-ins</translation>
  </message>
  <message>
   <source>Preferences</source>
   <extracomment>command_table</extracomment>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Preferences…</source>
   <extracomment>command_table</extracomment>
   <translation>Einstellungen…</translation>
  </message>
  <message>
   <source>Previous pane</source>
   <extracomment>command_table</extracomment>
   <translation>Voriges Bildfeld</translation>
  </message>
  <message>
   <source>Previous series</source>
   <extracomment>command_table</extracomment>
   <translation>Vorige Serie</translation>
  </message>
  <message>
   <source>Previous slice</source>
   <extracomment>command_table</extracomment>
   <translation>Vorige Schicht</translation>
  </message>
  <message>
   <source>Previous, next series</source>
   <extracomment>command_table</extracomment>
   <translation>Vorige, nächste Serie</translation>
  </message>
  <message>
   <source>Put the model of the training on show into a pane</source>
   <extracomment>command_table</extracomment>
   <translation>Das Modell des gezeigten Trainings in ein Bildfeld setzen</translation>
  </message>
  <message>
   <source>Put the tool away, then let go of the region</source>
   <extracomment>command_table</extracomment>
   <translation>Erst das Werkzeug ablegen, dann die Region loslassen</translation>
  </message>
  <message>
   <source>Quit</source>
   <extracomment>command_table</extracomment>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Raise by one notch</source>
   <extracomment>command_table</extracomment>
   <translation>Um eine Raste erhöhen</translation>
  </message>
  <message>
   <source>Recent</source>
   <extracomment>command_table</extracomment>
   <translation>Zuletzt geöffnet</translation>
  </message>
  <message>
   <source>Recorded, automatic window</source>
   <extracomment>command_table</extracomment>
   <translation>Gespeichertes, automatisches Fenster</translation>
  </message>
  <message>
   <source>Redo</source>
   <extracomment>command_table</extracomment>
   <translation>Wiederholen</translation>
  </message>
  <message>
   <source>Reopen last session</source>
   <extracomment>command_table</extracomment>
   <translation>Letzte Sitzung wieder öffnen</translation>
  </message>
  <message>
   <source>Rescan</source>
   <extracomment>command_table</extracomment>
   <translation>Rescan</translation>
  </message>
  <message>
   <source>Reset zoom and pan</source>
   <extracomment>command_table</extracomment>
   <translation>Zoom und Lage zurücksetzen</translation>
  </message>
  <message>
   <source>Reset zoom and pan of every pane</source>
   <extracomment>command_table</extracomment>
   <translation>Zoom und Lage aller Bildfelder zurücksetzen</translation>
  </message>
  <message>
   <source>Resume training</source>
   <extracomment>command_table</extracomment>
   <translation>Training fortsetzen</translation>
  </message>
  <message>
   <source>Right drag</source>
   <extracomment>command_table</extracomment>
   <translation>Ziehen mit rechts</translation>
  </message>
  <message>
   <source>Right panel</source>
   <extracomment>command_table</extracomment>
   <translation>Rechte Leiste</translation>
  </message>
  <message>
   <source>Run a study that a TOML file describes, or go on with it</source>
   <extracomment>command_table</extracomment>
   <translation>Eine Studie ausführen oder fortsetzen, die eine TOML-Datei beschreibt</translation>
  </message>
  <message>
   <source>Save all panes or the active one as PNG, without patient text</source>
   <extracomment>command_table</extracomment>
   <translation>Alle Bildfelder oder das aktive als PNG speichern, ohne Patiententext</translation>
  </message>
  <message>
   <source>Save panes, dose, regions and where the scan lies; no picture</source>
   <extracomment>command_table</extracomment>
   <translation>Bildfelder, Dosis, Regionen und Ort des Scans speichern; kein Bild</translation>
  </message>
  <message>
   <source>Save picture</source>
   <extracomment>command_table</extracomment>
   <translation>Bild speichern</translation>
  </message>
  <message>
   <source>Save picture…</source>
   <extracomment>command_table</extracomment>
   <translation>Bild speichern…</translation>
  </message>
  <message>
   <source>Save report…</source>
   <extracomment>command_table</extracomment>
   <translation>Fehlerbericht speichern…</translation>
  </message>
  <message>
   <source>Save session</source>
   <extracomment>command_table</extracomment>
   <translation>Sitzung speichern</translation>
  </message>
  <message>
   <source>Save session as…</source>
   <extracomment>command_table</extracomment>
   <translation>Sitzung speichern unter…</translation>
  </message>
  <message>
   <source>Save the session as another file</source>
   <extracomment>command_table</extracomment>
   <translation>Die Sitzung als andere Datei speichern</translation>
  </message>
  <message>
   <source>Scroll</source>
   <extracomment>command_table</extracomment>
   <translation>Blättern</translation>
  </message>
  <message>
   <source>Scroll, 10 slices</source>
   <extracomment>command_table</extracomment>
   <translation>Blättern, 10 Schichten</translation>
  </message>
  <message>
   <source>Scroll: drag through the slices</source>
   <extracomment>command_table</extracomment>
   <translation>Blättern: durch die Schichten ziehen</translation>
  </message>
  <message>
   <source>Search commands</source>
   <extracomment>command_table</extracomment>
   <translation>Befehle suchen</translation>
  </message>
  <message>
   <source>Search commands…</source>
   <extracomment>command_table</extracomment>
   <translation>Befehle suchen…</translation>
  </message>
  <message>
   <source>Show reference while held</source>
   <extracomment>command_table</extracomment>
   <translation>Referenz zeigen, solange gedrückt</translation>
  </message>
  <message>
   <source>Show studies</source>
   <extracomment>command_table</extracomment>
   <translation>Studien zeigen</translation>
  </message>
  <message>
   <source>Show the volumes of the study, then the other series of its folder, in turn</source>
   <extracomment>command_table</extracomment>
   <translation>Die Volumen der Studie zeigen, dann die anderen Serien ihres Ordners, der Reihe nach</translation>
  </message>
  <message>
   <source>Show trainings</source>
   <extracomment>command_table</extracomment>
   <translation>Trainings zeigen</translation>
  </message>
  <message>
   <source>Side by side</source>
   <extracomment>command_table</extracomment>
   <translation>Nebeneinander</translation>
  </message>
  <message>
   <source>Side by side, swipe, checkerboard, difference in turn</source>
   <extracomment>command_table</extracomment>
   <translation>Nebeneinander, Wischen, Schachbrett, Differenz der Reihe nach</translation>
  </message>
  <message>
   <source>Slice, zoom, pan and window of the active pane go with the others</source>
   <extracomment>command_table</extracomment>
   <translation>Schicht, Zoom, Lage und Fenster des aktiven Bildfelds gehen mit den anderen</translation>
  </message>
  <message>
   <source>Stop the training on show; it saves first</source>
   <extracomment>command_table</extracomment>
   <translation>Das gezeigte Training anhalten; es speichert zuvor</translation>
  </message>
  <message>
   <source>Stronger fill</source>
   <extracomment>command_table</extracomment>
   <translation>Füllung stärker</translation>
  </message>
  <message>
   <source>Suggest a dose</source>
   <extracomment>command_table</extracomment>
   <translation>Dosis vorschlagen</translation>
  </message>
  <message>
   <source>Suggest a dose…</source>
   <extracomment>command_table</extracomment>
   <translation>Dosis vorschlagen…</translation>
  </message>
  <message>
   <source>Suggest…</source>
   <extracomment>command_table</extracomment>
   <translation>Vorschlag…</translation>
  </message>
  <message>
   <source>Swap black and white</source>
   <extracomment>command_table</extracomment>
   <translation>Schwarz und Weiß tauschen</translation>
  </message>
  <message>
   <source>Swipe</source>
   <extracomment>command_table</extracomment>
   <translation>Wischen</translation>
  </message>
  <message>
   <source>Swipe: A on the left of the line, the active pane on the right</source>
   <extracomment>command_table</extracomment>
   <translation>Wischen: A links der Linie, das aktive Bildfeld rechts</translation>
  </message>
  <message>
   <source>Take the active pane's method on the whole volume; the result joins the study</source>
   <extracomment>command_table</extracomment>
   <translation>Die Methode des aktiven Bildfelds auf das ganze Volumen anwenden; das Ergebnis kommt zur Studie</translation>
  </message>
  <message>
   <source>Take the regions, drawn in flat soft tissue, instead of patches found automatically</source>
   <extracomment>command_table</extracomment>
   <translation>Die Regionen, in homogenes Weichgewebe gezeichnet, statt automatisch gefundener Stellen verwenden</translation>
  </message>
  <message>
   <source>The folder for your own methods</source>
   <extracomment>command_table</extracomment>
   <translation>Der Ordner für eigene Methoden</translation>
  </message>
  <message>
   <source>The image is projected again with noise and reconstructed, as LoDoPaB-CT was made</source>
   <extracomment>command_table</extracomment>
   <translation>Das Bild wird mit Rauschen neu projiziert und rekonstruiert, so wie LoDoPaB-CT entstand</translation>
  </message>
  <message>
   <source>The scan's own window; again: 0.1 to 99.9 percentile of slice</source>
   <extracomment>command_table</extracomment>
   <translation>Das Fenster des Scans; nochmals: 0.1 bis 99.9 Perzentil der Schicht</translation>
  </message>
  <message>
   <source>The studies of many cells, and the proposal of doses</source>
   <extracomment>command_table</extracomment>
   <translation>Die Studien aus vielen Zellen und der Dosisvorschlag</translation>
  </message>
  <message>
   <source>The trainings that run and those that ran</source>
   <extracomment>command_table</extracomment>
   <translation>Laufende und beendete Trainings</translation>
  </message>
  <message>
   <source>This sheet</source>
   <extracomment>command_table</extracomment>
   <translation>Diese Übersicht</translation>
  </message>
  <message>
   <source>Tool</source>
   <extracomment>command_table</extracomment>
   <translation>Werkzeug</translation>
  </message>
  <message>
   <source>Train</source>
   <extracomment>command_table</extracomment>
   <translation>Training</translation>
  </message>
  <message>
   <source>Undo</source>
   <extracomment>command_table</extracomment>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Undo, redo</source>
   <extracomment>command_table</extracomment>
   <translation>Rückgängig, wiederholen</translation>
  </message>
  <message>
   <source>Update pictures</source>
   <extracomment>command_table</extracomment>
   <translation>Bilder aktualisieren</translation>
  </message>
  <message>
   <source>Versions and the end of the log, without patient names, to send with a question</source>
   <extracomment>command_table</extracomment>
   <translation>Versionen und Ende des Protokolls, ohne Patientennamen, zum Mitschicken bei Fragen</translation>
  </message>
  <message>
   <source>Weaker fill</source>
   <extracomment>command_table</extracomment>
   <translation>Füllung schwächer</translation>
  </message>
  <message>
   <source>What 100 % was: read the estimate, or set the photons per ray yourself</source>
   <extracomment>command_table</extracomment>
   <translation>Was 100 % waren: die Schätzung ablesen oder die Photonen pro Strahl selbst setzen</translation>
  </message>
  <message>
   <source>What the slice needs for an image quality, how sure that is, and what other ways take</source>
   <extracomment>command_table</extracomment>
   <translation>Was die Schicht für eine Bildqualität braucht, wie sicher das ist und was andere Wege brauchen</translation>
  </message>
  <message>
   <source>Which methods are there, and which are not and why</source>
   <extracomment>command_table</extracomment>
   <translation>Welche Methoden da sind, und welche nicht und warum</translation>
  </message>
  <message>
   <source>Window</source>
   <extracomment>command_table</extracomment>
   <translation>Fenster</translation>
  </message>
  <message>
   <source>Window by dragging</source>
   <extracomment>command_table</extracomment>
   <translation>Fenster durch Ziehen</translation>
  </message>
  <message>
   <source>Window presets</source>
   <extracomment>command_table</extracomment>
   <translation>Fenster-Voreinstellungen</translation>
  </message>
  <message>
   <source>Window, scroll, zoom, pan, crosshair</source>
   <extracomment>command_table</extracomment>
   <translation>Fenster, Blättern, Zoom, Verschieben, Fadenkreuz</translation>
  </message>
  <message>
   <source>Window: drag right for wider, up for brighter, in HU</source>
   <extracomment>command_table</extracomment>
   <translation>Fenster: nach rechts ziehen macht breiter, nach oben heller, in HU</translation>
  </message>
  <message>
   <source>Write organs and lesions as NIfTI or as a DICOM segmentation</source>
   <extracomment>command_table</extracomment>
   <translation>Organe und Läsionen als NIfTI oder als DICOM-Segmentierung schreiben</translation>
  </message>
  <message>
   <source>Write pictures, numbers, plots and recipes as one HTML page or PDF</source>
   <extracomment>command_table</extracomment>
   <translation>Bilder, Zahlen, Diagramme und Rezepte als HTML-Seite oder PDF schreiben</translation>
  </message>
  <message>
   <source>Write the active pane as a movie through its slices or through doses</source>
   <extracomment>command_table</extracomment>
   <translation>Das aktive Bildfeld als Film durch seine Schichten oder durch Dosen schreiben</translation>
  </message>
  <message>
   <source>Write the active pane's method for the whole volume, as NIfTI or DICOM</source>
   <extracomment>command_table</extracomment>
   <translation>Die Methode des aktiven Bildfelds für das ganze Volumen als NIfTI oder DICOM schreiben</translation>
  </message>
  <message>
   <source>Write the numbers of every pane as CSV</source>
   <extracomment>command_table</extracomment>
   <translation>Die Zahlen aller Bildfelder als CSV schreiben</translation>
  </message>
  <message>
   <source>Zoom</source>
   <extracomment>command_table</extracomment>
   <translation>Zoom</translation>
  </message>
  <message>
   <source>Zoom, dose by the wheel</source>
   <extracomment>command_table</extracomment>
   <translation>Zoom, Dosis mit dem Rad</translation>
  </message>
  <message>
   <source>Zoom: drag up to enlarge</source>
   <extracomment>command_table</extracomment>
   <translation>Zoom: nach oben ziehen vergrößert</translation>
  </message>
  <message>
   <source>{0} of the scan's own dose</source>
   <extracomment>command_table</extracomment>
   <translation>{0} der Dosis des Scans</translation>
  </message>
  <message>
   <source>{0} of the standard dose of contrast agent</source>
   <extracomment>command_table</extracomment>
   <translation>{0} der Standarddosis des Kontrastmittels</translation>
  </message>
  <message>
   <source>{0} rows of {1} panes</source>
   <extracomment>command_table</extracomment>
   <translation>{0} Zeilen mit {1} Bildfeldern</translation>
  </message>
  <message>
   <source>Model</source>
   <extracomment>commands</extracomment>
   <translation>Modell</translation>
  </message>
  <message>
   <source>Model output</source>
   <extracomment>commands</extracomment>
   <translation>Modellausgabe</translation>
  </message>
  <message>
   <source>One of the predictors that are set up on this computer.</source>
   <extracomment>commands</extracomment>
   <translation>Einer der Prädiktoren, die auf diesem Rechner eingerichtet sind.</translation>
  </message>
  <message>
   <source>Window presets are for CT: this volume is not in HU. Press 0 for its own window.</source>
   <extracomment>commands</extracomment>
   <translation>Fenster-Voreinstellungen sind für CT: dieses Volumen ist nicht in HU. 0 drücken für sein eigenes Fenster.</translation>
  </message>
  <message>
   <source>Only pictures of the patient are subtracted. Choose another method or pane.</source>
   <extracomment>compare_canvas</extracomment>
   <translation>Nur Bilder des Patienten werden subtrahiert. Eine andere Methode oder ein anderes Bildfeld wählen.</translation>
  </message>
  <message>
   <source>The two panes show different slices. Link them and give them one plane and slab.</source>
   <extracomment>compare_canvas</extracomment>
   <translation>Die beiden Bildfelder zeigen verschiedene Schichten. Koppeln und gleiche Ebene und gleichen Slab wählen.</translation>
  </message>
  <message>
   <source>The two pictures are not of the same slice yet.</source>
   <extracomment>compare_canvas</extracomment>
   <translation>Die beiden Bilder sind noch nicht von derselben Schicht.</translation>
  </message>
  <message>
   <source>Checkerboard tiles</source>
   <extracomment>compare_commands</extracomment>
   <translation>Kacheln des Schachbretts</translation>
  </message>
  <message>
   <source>Larger tiles</source>
   <extracomment>compare_commands</extracomment>
   <translation>Größere Kacheln</translation>
  </message>
  <message>
   <source>Larger, smaller tiles</source>
   <extracomment>compare_commands</extracomment>
   <translation>Größere, kleinere Kacheln</translation>
  </message>
  <message>
   <source>One step of the tiles, also Ctrl Shift wheel over the picture</source>
   <extracomment>compare_commands</extracomment>
   <translation>Eine Stufe der Kacheln, auch Strg Umschalt Rad über dem Bild</translation>
  </message>
  <message>
   <source>Smaller tiles</source>
   <extracomment>compare_commands</extracomment>
   <translation>Kleinere Kacheln</translation>
  </message>
  <message>
   <source>Tiles of {0} in the patient</source>
   <extracomment>compare_commands</extracomment>
   <translation>Kacheln von {0} im Patienten</translation>
  </message>
  <message>
   <source>1 takes neighboring slices, 2 every second one: slices that overlap share noise.</source>
   <extracomment>compared</extracomment>
   <translation>1 nimmt benachbarte Schichten, 2 jede zweite: Schichten, die sich überlappen, teilen Rauschen.</translation>
  </message>
  <message>
   <source>At most so many around the middle of each scan; repeats share them.</source>
   <extracomment>compared</extracomment>
   <translation>Höchstens so viele um die Mitte jedes Scans; Wiederholungen teilen sie sich.</translation>
  </message>
  <message>
   <source>Find the photons and, where the scans tell it, the electronic noise that fit best.</source>
   <extracomment>compared</extracomment>
   <translation>Die Photonen finden, die am besten passen, und das elektronische Rauschen, wo die Scans es verraten.</translation>
  </message>
  <message>
   <source>Fit photons</source>
   <extracomment>compared</extracomment>
   <translation>Photonen anpassen</translation>
  </message>
  <message>
   <source>How far simulated over real SD, and mean frequency, may be from 1.</source>
   <extracomment>compared</extracomment>
   <translation>Wie weit simulierte durch echte SD und mittlere Frequenz von 1 entfernt sein dürfen.</translation>
  </message>
  <message>
   <source>Insert adds the missing noise to the reference; Rescan scans its mean again.</source>
   <extracomment>compared</extracomment>
   <translation>Insert fügt der Referenz das fehlende Rauschen hinzu; Rescan scannt ihren Mittelwert neu.</translation>
  </message>
  <message>
   <source>Noise is drawn once for each of them.</source>
   <extracomment>compared</extracomment>
   <translation>Für jeden davon wird das Rauschen einmal gezogen.</translation>
  </message>
  <message>
   <source> Its pictures differ from the CPU's by at most {0} HU.</source>
   <extracomment>compute_page</extracomment>
   <translation> Die Bilder weichen von denen der CPU um höchstens {0} HU ab.</translation>
  </message>
  <message>
   <source> – computes now</source>
   <extracomment>compute_page</extracomment>
   <translation> – rechnet jetzt</translation>
  </message>
  <message>
   <source>A preview takes about {0}.</source>
   <extracomment>compute_page</extracomment>
   <translation>Eine Vorschau dauert etwa {0}.</translation>
  </message>
  <message>
   <source>Cancelling</source>
   <extracomment>compute_page</extracomment>
   <translation>Wird abgebrochen</translation>
  </message>
  <message>
   <source>Compute</source>
   <extracomment>compute_page</extracomment>
   <translation>Rechnen</translation>
  </message>
  <message>
   <source>Its pictures differ from the CPU's by {0} HU. Compute on the CPU.</source>
   <extracomment>compute_page</extracomment>
   <translation>Die Bilder weichen von denen der CPU um {0} HU ab. Auf der CPU rechnen.</translation>
  </message>
  <message>
   <source>No GPU was found that torch can use. An NVIDIA GPU needs its driver.</source>
   <extracomment>compute_page</extracomment>
   <translation>Keine GPU gefunden, die torch nutzen kann. Eine NVIDIA-GPU braucht ihren Treiber.</translation>
  </message>
  <message>
   <source>Not tested yet.</source>
   <extracomment>compute_page</extracomment>
   <translation>Noch nicht getestet.</translation>
  </message>
  <message>
   <source>Run the test on every device; it takes some seconds</source>
   <extracomment>compute_page</extracomment>
   <translation>Den Test auf jedem Gerät ausführen; er dauert einige Sekunden</translation>
  </message>
  <message>
   <source>Test</source>
   <extracomment>compute_page</extracomment>
   <translation>Testen</translation>
  </message>
  <message>
   <source>Test again</source>
   <extracomment>compute_page</extracomment>
   <translation>Nochmals testen</translation>
  </message>
  <message>
   <source>Test passed. {0}</source>
   <extracomment>compute_page</extracomment>
   <translation>Test bestanden. {0}</translation>
  </message>
  <message>
   <source>Testing</source>
   <extracomment>compute_page</extracomment>
   <translation>Test läuft</translation>
  </message>
  <message>
   <source>Testing {0}</source>
   <extracomment>compute_page</extracomment>
   <translation>{0} wird getestet</translation>
  </message>
  <message>
   <source>Tests projection, noise and FBP of 512 × 512 pixels on every device.</source>
   <extracomment>compute_page</extracomment>
   <translation>Prüft Projektion, Rauschen und FBP von 512 × 512 Pixeln auf jedem Gerät.</translation>
  </message>
  <message>
   <source>The CPU computes all pictures. The preferences offer the GPU, from the next start on.</source>
   <extracomment>compute_page</extracomment>
   <translation>Die CPU berechnet alle Bilder. Die Einstellungen bieten die GPU an, ab dem nächsten Start.</translation>
  </message>
  <message>
   <source>The CPU computes all pictures. There is nothing else to use, and nothing to fall back to.</source>
   <extracomment>compute_page</extracomment>
   <translation>Die CPU berechnet alle Bilder. Es gibt nichts anderes zu nutzen und nichts, worauf auszuweichen wäre.</translation>
  </message>
  <message>
   <source>The compute test</source>
   <extracomment>compute_page</extracomment>
   <translation>Der Rechentest</translation>
  </message>
  <message>
   <source>The test failed: {0}</source>
   <extracomment>compute_page</extracomment>
   <translation>Der Test ist fehlgeschlagen: {0}</translation>
  </message>
  <message>
   <source>The test was cancelled.</source>
   <extracomment>compute_page</extracomment>
   <translation>Der Test wurde abgebrochen.</translation>
  </message>
  <message>
   <source>This installation of torch is for the CPU alone. Install its CUDA build to use an NVIDIA GPU.</source>
   <extracomment>compute_page</extracomment>
   <translation>Diese Installation von torch ist nur für die CPU. Für eine NVIDIA-GPU die CUDA-Ausgabe installieren.</translation>
  </message>
  <message>
   <source>{0} computes the pictures. Where it fails or runs out of memory, the CPU takes over until the program is closed, and the window says so.</source>
   <extracomment>compute_page</extracomment>
   <translation>{0} berechnet die Bilder. Wo es versagt oder der Speicher nicht reicht, übernimmt die CPU, bis das Programm geschlossen wird, und das Fenster sagt es.</translation>
  </message>
  <message>
   <source>The model {0} does not say what it was trained for; choose another one.</source>
   <extracomment>condition_sweeps</extracomment>
   <translation>Das Modell {0} sagt nicht, wofür es trainiert wurde; ein anderes wählen.</translation>
  </message>
  <message>
   <source>The model {0} is not told how a scan was made; choose another one.</source>
   <extracomment>condition_sweeps</extracomment>
   <translation>Dem Modell {0} wird nicht gesagt, wie eine Aufnahme entstand; ein anderes wählen.</translation>
  </message>
  <message>
   <source>The model {0} predicts no enhancement; choose another one.</source>
   <extracomment>condition_sweeps</extracomment>
   <translation>Das Modell {0} sagt keine Anreicherung vorher; ein anderes wählen.</translation>
  </message>
  <message>
   <source>The model {0} takes every statement for the same; choose another one.</source>
   <extracomment>condition_sweeps</extracomment>
   <translation>Für das Modell {0} sind alle Angaben gleich; ein anderes wählen.</translation>
  </message>
  <message>
   <source>The region holds no brain; move it into the brain.</source>
   <extracomment>condition_sweeps</extracomment>
   <translation>Die Region enthält kein Gehirn; sie ins Gehirn verschieben.</translation>
  </message>
  <message>
   <source>“{0}” is not a setting here.</source>
   <extracomment>config</extracomment>
   <translation>„{0}“ ist hier keine Einstellung.</translation>
  </message>
  <message>
   <source>The rays have no noise, so nothing may differ from them.</source>
   <extracomment>consistency</extracomment>
   <translation>Die Strahlen haben kein Rauschen, also darf nichts von ihnen abweichen.</translation>
  </message>
  <message>
   <source>There is only air in this slice, so there is nothing to compare.</source>
   <extracomment>consistency</extracomment>
   <translation>In dieser Schicht ist nur Luft, also gibt es nichts zu vergleichen.</translation>
  </message>
  <message>
   <source>Stopped.</source>
   <extracomment>console</extracomment>
   <translation>Angehalten.</translation>
  </message>
  <message>
   <source>The console cannot end the program; the menu File can.</source>
   <extracomment>console</extracomment>
   <translation>Die Konsole kann das Programm nicht beenden; das Menü Datei kann es.</translation>
  </message>
  <message>
   <source>… earlier output is left out …</source>
   <extracomment>console</extracomment>
   <translation>… frühere Ausgabe entfällt …</translation>
  </message>
  <message>
   <source>Dismiss</source>
   <extracomment>console_desk</extracomment>
   <translation>Ausblenden</translation>
  </message>
  <message>
   <source>The Python console is off. What is typed there runs with all your rights.</source>
   <extracomment>console_desk</extracomment>
   <translation>Die Python-Konsole ist aus. Was dort eingegeben wird, läuft mit allen Ihren Rechten.</translation>
  </message>
  <message>
   <source>There is no command “{0}”; studio.commands names them.</source>
   <extracomment>console_names</extracomment>
   <translation>Es gibt keinen Befehl „{0}“; studio.commands nennt sie.</translation>
  </message>
  <message>
   <source>“{0}” cannot be done now; its menu entry is gray.</source>
   <extracomment>console_names</extracomment>
   <translation>„{0}“ geht jetzt nicht; der Menüeintrag ist grau.</translation>
  </message>
  <message>
   <source>Clear</source>
   <extracomment>console_panel</extracomment>
   <translation>Leeren</translation>
  </message>
  <message>
   <source>Close the console</source>
   <extracomment>console_panel</extracomment>
   <translation>Konsole schließen</translation>
  </message>
  <message>
   <source>Empty the output; values stay</source>
   <extracomment>console_panel</extracomment>
   <translation>Die Ausgabe leeren; Werte bleiben</translation>
  </message>
  <message>
   <source>Interrupt the statement that runs</source>
   <extracomment>console_panel</extracomment>
   <translation>Die laufende Anweisung unterbrechen</translation>
  </message>
  <message>
   <source>Output of the console</source>
   <extracomment>console_panel</extracomment>
   <translation>Ausgabe der Konsole</translation>
  </message>
  <message>
   <source>Python</source>
   <extracomment>console_panel</extracomment>
   <translation>Python</translation>
  </message>
  <message>
   <source>Python console</source>
   <extracomment>console_panel</extracomment>
   <translation>Python-Konsole</translation>
  </message>
  <message>
   <source>Python statement</source>
   <extracomment>console_panel</extracomment>
   <translation>Python-Anweisung</translation>
  </message>
  <message>
   <source>Return runs, Shift+Return breaks the line, ↑ and ↓ bring back what was typed</source>
   <extracomment>console_panel</extracomment>
   <translation>Eingabetaste führt aus, Umschalt+Eingabe bricht die Zeile um, ↑ und ↓ holen Eingegebenes zurück</translation>
  </message>
  <message>
   <source>What was typed and what came of it</source>
   <extracomment>console_panel</extracomment>
   <translation>Was eingegeben wurde und was daraus wurde</translation>
  </message>
  <message>
   <source>studio.scene, studio.commands and studio.do(name), volume[z, y, x], panes['A'][row, column], np. The arrays are read-only: copy them to change them. Only studio.do(…) can be undone.</source>
   <extracomment>console_panel</extracomment>
   <translation>studio.scene, studio.commands und studio.do(name), volume[z, y, x], panes['A'][Zeile, Spalte], np. Die Arrays sind nur lesbar: zum Ändern kopieren. Nur studio.do(…) lässt sich rückgängig machen.</translation>
  </message>
  <message>
   <source>volume.mean(), or studio.do('invert')</source>
   <extracomment>console_panel</extracomment>
   <translation>volume.mean() oder studio.do('invert')</translation>
  </message>
  <message>
   <source>is broken: its records do not make sense</source>
   <extracomment>containers</extracomment>
   <translation>ist defekt: die Einträge ergeben keinen Sinn</translation>
  </message>
  <message>
   <source>{0} is an archive further down and was not looked into; open it by itself.</source>
   <extracomment>containers</extracomment>
   <translation>{0} ist ein Archiv weiter unten und wurde nicht durchsucht; öffnen Sie es für sich.</translation>
  </message>
  <message>
   <source>{0}; open the folder of the images instead.</source>
   <extracomment>containers</extracomment>
   <translation>{0}; stattdessen den Ordner der Bilder öffnen.</translation>
  </message>
  <message>
   <source>{0}{1} are archives further down and were not looked into; open one by itself.</source>
   <extracomment>containers</extracomment>
   <translation>{0}{1} sind Archive weiter unten und wurden nicht durchsucht; öffnen Sie eines für sich.</translation>
  </message>
  <message>
   <source>“{0}” lists no files.</source>
   <extracomment>containers</extracomment>
   <translation>„{0}“ führt keine Dateien auf.</translation>
  </message>
  <message>
   <source>“{0}” lists {1} files outside its folder, which were not looked at.</source>
   <extracomment>containers</extracomment>
   <translation>„{0}“ führt {1} Dateien außerhalb des Ordners auf, die nicht angesehen wurden.</translation>
  </message>
  <message>
   <source>“{0}” lists {1} files; {2} of them are missing.</source>
   <extracomment>containers</extracomment>
   <translation>„{0}“ führt {1} Dateien auf; {2} davon fehlen.</translation>
  </message>
  <message>
   <source>“{0}” {1}; all files of its folder were looked at.</source>
   <extracomment>containers</extracomment>
   <translation>„{0}“ {1}; alle Dateien des Ordners wurden angesehen.</translation>
  </message>
  <message>
   <source>Looking at {0} of {1} files</source>
   <extracomment>contents</extracomment>
   <translation>{0} von {1} Dateien angesehen</translation>
  </message>
  <message>
   <source>There is no file in that folder; choose the folder that holds the images.</source>
   <extracomment>contents</extracomment>
   <translation>In diesem Ordner ist keine Datei; den Ordner wählen, der die Bilder enthält.</translation>
  </message>
  <message>
   <source>There is no such series here any more; open the folder again.</source>
   <extracomment>contents</extracomment>
   <translation>Diese Serie gibt es hier nicht mehr; den Ordner nochmals öffnen.</translation>
  </message>
  <message>
   <source>These paths</source>
   <extracomment>contents</extracomment>
   <translation>Diese Pfade</translation>
  </message>
  <message>
   <source>This is a label map; open it together with its volume, or onto an open one.</source>
   <extracomment>contents</extracomment>
   <translation>Das ist eine Labelkarte; zusammen mit ihrem Volumen öffnen, oder auf ein offenes.</translation>
  </message>
  <message>
   <source>{0} holds no file of a known format; open DICOM, NIfTI, MetaImage, NRRD, TIFF or NumPy files, or measured projections.</source>
   <extracomment>contents</extracomment>
   <translation>{0} enthält keine Datei eines bekannten Formats; DICOM-, NIfTI-, MetaImage-, NRRD-, TIFF- oder NumPy-Dateien oder gemessene Projektionen öffnen.</translation>
  </message>
  <message>
   <source>{0} holds nothing that can be opened; {1} files were left out: {2}</source>
   <extracomment>contents</extracomment>
   <translation>{0} enthält nichts, was sich öffnen lässt; {1} Dateien wurden ausgelassen: {2}</translation>
  </message>
  <message>
   <source>has contours that cross a slice more than 16 million times</source>
   <extracomment>contour_filling</extracomment>
   <translation>hat Konturen, die eine Schicht mehr als 16 Millionen Mal kreuzen</translation>
  </message>
  <message>
   <source>A dose is more than 0 and at most 1 times the standard dose (33 % is 0.33), at a field above 0 T.</source>
   <extracomment>contrast</extracomment>
   <translation>Eine Dosis ist mehr als 0 und höchstens das 1-Fache der Standarddosis (33 % ist 0,33), bei einer Feldstärke über 0 T.</translation>
  </message>
  <message>
   <source>Flip angle</source>
   <extracomment>contrast</extracomment>
   <translation>Flipwinkel</translation>
  </message>
  <message>
   <source>In percent</source>
   <extracomment>contrast</extracomment>
   <translation>In Prozent</translation>
  </message>
  <message>
   <source>Low contrast dose</source>
   <extracomment>contrast</extracomment>
   <translation>Niedrige Kontrastmitteldosis</translation>
  </message>
  <message>
   <source>Of the signal before contrast, without weighing what may be noise.</source>
   <extracomment>contrast</extracomment>
   <translation>Des Signals vor Kontrastmittel, ohne zu gewichten, was Rauschen sein kann.</translation>
  </message>
  <message>
   <source>Of the spoiled gradient echo that the scans are taken for.</source>
   <extracomment>contrast</extracomment>
   <translation>Des gespoilten Gradientenechos, als das die Aufnahmen gelten.</translation>
  </message>
  <message>
   <source>Repetition time</source>
   <extracomment>contrast</extracomment>
   <translation>Repetitionszeit</translation>
  </message>
  <message>
   <source>taken up</source>
   <extracomment>contrast</extracomment>
   <translation>angereichert</translation>
  </message>
  <message>
   <source>95 % CI {0} · difference {1}</source>
   <extracomment>contrast_card</extracomment>
   <translation>95-%-KI {0} · Differenz {1}</translation>
  </message>
  <message>
   <source>Agreement is that of a gain of 1.</source>
   <extracomment>contrast_card</extracomment>
   <translation>Übereinstimmung gibt es für eine Verstärkung von 1.</translation>
  </message>
  <message>
   <source>Agreement of {0} with the measured full dose</source>
   <extracomment>contrast_card</extracomment>
   <translation>Übereinstimmung von {0} mit der vollen Dosis</translation>
  </message>
  <message>
   <source>Agreement with the measured full dose</source>
   <extracomment>contrast_card</extracomment>
   <translation>Übereinstimmung mit der gemessenen vollen Dosis</translation>
  </message>
  <message>
   <source>CE higher by {0}</source>
   <extracomment>contrast_card</extracomment>
   <translation>CE um {0} höher</translation>
  </message>
  <message>
   <source>CE lower by {0}</source>
   <extracomment>contrast_card</extracomment>
   <translation>CE um {0} niedriger</translation>
  </message>
  <message>
   <source>Mean CE of the predicted picture over that of the measured scan at the standard dose, pixel by pixel in the region. The interval is that of a ratio estimator (Cochran 1977), which takes pixels as independent; as neighbors are alike, the true one is somewhat wider. The difference is the same in a.u.</source>
   <extracomment>contrast_card</extracomment>
   <translation>Mittlere CE des vorhergesagten Bildes geteilt durch die der gemessenen Aufnahme mit Standarddosis, Pixel für Pixel in der Region. Das Intervall ist das eines Verhältnisschätzers (Cochran 1977), der Pixel als unabhängig nimmt; da Nachbarn einander gleichen, ist das wahre etwas breiter. Die Differenz ist dasselbe in a.u.</translation>
  </message>
  <message>
   <source>No pane predicts it.</source>
   <extracomment>contrast_card</extracomment>
   <translation>Kein Bildfeld sagt sie vorher.</translation>
  </message>
  <message>
   <source>Show a prediction or the scaled subtraction in a pane.</source>
   <extracomment>contrast_card</extracomment>
   <translation>In einem Bildfeld eine Vorhersage oder die skalierte Subtraktion zeigen.</translation>
  </message>
  <message>
   <source>The predictions of this study stay unproven.</source>
   <extracomment>contrast_card</extracomment>
   <translation>Die Vorhersagen dieser Studie lassen sich nicht überprüfen.</translation>
  </message>
  <message>
   <source>There is no measured full dose.</source>
   <extracomment>contrast_card</extracomment>
   <translation>Es gibt keine gemessene volle Dosis.</translation>
  </message>
  <message>
   <source>{0} shows {1} times the prediction.</source>
   <extracomment>contrast_card</extracomment>
   <translation>{0} zeigt das {1}-Fache der Vorhersage.</translation>
  </message>
  <message>
   <source>{0} to {1}</source>
   <extracomment>contrast_card</extracomment>
   <translation>{0} bis {1}</translation>
  </message>
  <message>
   <source>{0}, within chance</source>
   <extracomment>contrast_card</extracomment>
   <translation>{0}, im Rahmen des Zufalls</translation>
  </message>
  <message>
   <source>Above {0} σ</source>
   <extracomment>contrast_commands</extracomment>
   <translation>Über {0} σ</translation>
  </message>
  <message>
   <source>Before, low dose, prediction, full dose, uptake and error side by side</source>
   <extracomment>contrast_commands</extracomment>
   <translation>Vorher, niedrige Dosis, Vorhersage, volle Dosis, Anreicherung und Fehler nebeneinander</translation>
  </message>
  <message>
   <source>Draw uptake from so many times the noise of the subtraction on</source>
   <extracomment>contrast_commands</extracomment>
   <translation>Anreicherung ab diesem Vielfachen des Rauschens der Subtraktion zeichnen</translation>
  </message>
  <message>
   <source>Open brain demo</source>
   <extracomment>contrast_commands</extracomment>
   <translation>Gehirn-Demo öffnen</translation>
  </message>
  <message>
   <source>Open scans before and after contrast</source>
   <extracomment>contrast_commands</extracomment>
   <translation>Aufnahmen vor und nach Kontrastmittel öffnen</translation>
  </message>
  <message>
   <source>Open scans before and after…</source>
   <extracomment>contrast_commands</extracomment>
   <translation>Aufnahmen vorher/nachher öffnen…</translation>
  </message>
  <message>
   <source>Open the synthetic head with lesions of known size before and after contrast</source>
   <extracomment>contrast_commands</extracomment>
   <translation>Den synthetischen Kopf mit Läsionen bekannter Größe vor und nach Kontrastmittel öffnen</translation>
  </message>
  <message>
   <source>Register two MR scans of a head, and show what contrast agent changed</source>
   <extracomment>contrast_commands</extracomment>
   <translation>Zwei MR-Aufnahmen eines Kopfes registrieren und zeigen, was das Kontrastmittel verändert hat</translation>
  </message>
  <message>
   <source>Six panes</source>
   <extracomment>contrast_commands</extracomment>
   <translation>Sechs Bildfelder</translation>
  </message>
  <message>
   <source>Uptake from</source>
   <extracomment>contrast_commands</extracomment>
   <translation>Anreicherung ab</translation>
  </message>
  <message>
   <source>Demo brain</source>
   <extracomment>contrast_demo</extracomment>
   <translation>Demo-Gehirn</translation>
  </message>
  <message>
   <source>Making the demo brain.</source>
   <extracomment>contrast_demo</extracomment>
   <translation>Das Demo-Gehirn wird erzeugt.</translation>
  </message>
  <message>
   <source>Simulated spoiled gradient echo</source>
   <extracomment>contrast_demo</extracomment>
   <translation>Simuliertes gespoiltes Gradientenecho</translation>
  </message>
  <message>
   <source>Synthetic head, spoiled gradient echo, 3 T</source>
   <extracomment>contrast_demo</extracomment>
   <translation>Synthetischer Kopf, gespoiltes Gradientenecho, 3 T</translation>
  </message>
  <message>
   <source>Compare…</source>
   <extracomment>contrast_desk</extracomment>
   <translation>Vergleichen…</translation>
  </message>
  <message>
   <source>Not now</source>
   <extracomment>contrast_desk</extracomment>
   <translation>Nicht jetzt</translation>
  </message>
  <message>
   <source>“{0}” and “{1}” look like scans before and after contrast.</source>
   <extracomment>contrast_desk</extracomment>
   <translation>„{0}“ und „{1}“ sehen wie Aufnahmen vor und nach Kontrastmittel aus.</translation>
  </message>
  <message>
   <source>A NIfTI label map of the brain in the scan before contrast, where the brain is not found</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Eine NIfTI-Labelkarte des Gehirns in der Aufnahme vor Kontrastmittel, falls das Gehirn nicht gefunden wird</translation>
  </message>
  <message>
   <source>A third scan at the standard dose, where the one after contrast is at a lower one</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Eine dritte Aufnahme mit Standarddosis, wenn die nach Kontrastmittel eine niedrigere hat</translation>
  </message>
  <message>
   <source>After contrast</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Nach Kontrastmittel</translation>
  </message>
  <message>
   <source>Agent</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Kontrastmittel</translation>
  </message>
  <message>
   <source>At full dose</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Mit voller Dosis</translation>
  </message>
  <message>
   <source>Before contrast</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Vor Kontrastmittel</translation>
  </message>
  <message>
   <source>Beside the scan, or found in it</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Neben der Aufnahme, oder in ihr gefunden</translation>
  </message>
  <message>
   <source>Both are registered and brought to one scale; the files stay as they are.</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Beide werden registriert und auf eine Skala gebracht; die Dateien bleiben unverändert.</translation>
  </message>
  <message>
   <source>Brain mask</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Hirnmaske</translation>
  </message>
  <message>
   <source>By their files, the scan before contrast was made at {0} and the one after it at {1}; other fields make other pictures, also without contrast agent.</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Laut Dateien entstand die Aufnahme vor Kontrastmittel bei {0} und die danach bei {1}; andere Feldstärken ergeben andere Bilder, auch ohne Kontrastmittel.</translation>
  </message>
  <message>
   <source>Choose a scan</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Aufnahme wählen</translation>
  </message>
  <message>
   <source>Choose a scan before and one after contrast.</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Eine Aufnahme vor und eine nach Kontrastmittel wählen.</translation>
  </message>
  <message>
   <source>Compare before and after contrast</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Vor und nach Kontrastmittel vergleichen</translation>
  </message>
  <message>
   <source>Dose after contrast</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Gegebene Dosis</translation>
  </message>
  <message>
   <source>Field strength</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Feldstärke</translation>
  </message>
  <message>
   <source>File…</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Datei…</translation>
  </message>
  <message>
   <source>Folder…</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Ordner…</translation>
  </message>
  <message>
   <source>Gadobutrol</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Gadobutrol</translation>
  </message>
  <message>
   <source>Gadoterate</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Gadotersäure</translation>
  </message>
  <message>
   <source>Gadoteridol</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Gadoteridol</translation>
  </message>
  <message>
   <source>None</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Keine</translation>
  </message>
  <message>
   <source>Of the standard dose, 0.1 mmol/kg.</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Anteil der Standarddosis von 0.1 mmol/kg.</translation>
  </message>
  <message>
   <source>One scan cannot be both; choose another one.</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Eine Aufnahme kann nicht beides sein; eine andere wählen.</translation>
  </message>
  <message>
   <source>The T1-weighted scan before the agent was given</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Die T1-gewichtete Aufnahme vor Gabe des Kontrastmittels</translation>
  </message>
  <message>
   <source>The same scan after the agent was given</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Dieselbe Aufnahme nach Gabe des Kontrastmittels</translation>
  </message>
  <message>
   <source>With a third scan at full dose, the one after contrast is at less than 100 %.</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>Mit einer dritten Aufnahme bei voller Dosis hat die nach Kontrastmittel weniger als 100 %.</translation>
  </message>
  <message>
   <source>“{0}” is at a low dose by its name; say at which.</source>
   <extracomment>contrast_dialog</extracomment>
   <translation>„{0}“ hat dem Namen nach eine niedrige Dosis; angeben, welche.</translation>
  </message>
  <message>
   <source>BM3D</source>
   <extracomment>contrast_lanes</extracomment>
   <translation>BM3D</translation>
  </message>
  <message>
   <source>Beyond full dose</source>
   <extracomment>contrast_lanes</extracomment>
   <translation>Über volle Dosis hinaus</translation>
  </message>
  <message>
   <source>Error, predicted</source>
   <extracomment>contrast_lanes</extracomment>
   <translation>Fehler der Vorhersage</translation>
  </message>
  <message>
   <source>Error, scaled</source>
   <extracomment>contrast_lanes</extracomment>
   <translation>Fehler der Subtraktion</translation>
  </message>
  <message>
   <source>FBP</source>
   <extracomment>contrast_lanes</extracomment>
   <translation>FBP</translation>
  </message>
  <message>
   <source>Low dose</source>
   <extracomment>contrast_lanes</extracomment>
   <translation>Niedrige Dosis</translation>
  </message>
  <message>
   <source>Measured full dose</source>
   <extracomment>contrast_lanes</extracomment>
   <translation>Gemessene volle Dosis</translation>
  </message>
  <message>
   <source>PWLS-TV</source>
   <extracomment>contrast_lanes</extracomment>
   <translation>PWLS-TV</translation>
  </message>
  <message>
   <source>Predicted full dose</source>
   <extracomment>contrast_lanes</extracomment>
   <translation>Vorhergesagte volle Dosis</translation>
  </message>
  <message>
   <source>Scaled subtraction</source>
   <extracomment>contrast_lanes</extracomment>
   <translation>Skalierte Subtraktion</translation>
  </message>
  <message>
   <source>Uptake in %</source>
   <extracomment>contrast_lanes</extracomment>
   <translation>Anreicherung in %</translation>
  </message>
  <message>
   <source>Uptake, low dose</source>
   <extracomment>contrast_lanes</extracomment>
   <translation>Anreicherung, Niedrigdosis</translation>
  </message>
  <message>
   <source>Uptake, predicted</source>
   <extracomment>contrast_lanes</extracomment>
   <translation>Anreicherung, vorhergesagt</translation>
  </message>
  <message>
   <source>Uptake, scaled</source>
   <extracomment>contrast_lanes</extracomment>
   <translation>Anreicherung, skaliert</translation>
  </message>
  <message>
   <source> at {0} % of the standard dose</source>
   <extracomment>contrast_lesions</extracomment>
   <translation> bei {0} % der Standarddosis</translation>
  </message>
  <message>
   <source>Connected voxels {0} σ above the median of the brain, down to half of their uptake, from {1} mL on; σ is the local noise, or the robust SD of the brain if that is larger. Vessels, choroid plexus and dura enhance as well and cannot be told apart.</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Zusammenhängende Voxel, die {0} σ über dem Median des Gehirns liegen, bis zur Hälfte ihrer Anreicherung, ab {1} mL; σ ist das örtliche Rauschen oder, wenn sie größer ist, die robuste Standardabweichung des Gehirns. Gefäße, Plexus choroideus und Dura reichern ebenfalls an und lassen sich nicht unterscheiden.</translation>
  </message>
  <message>
   <source>Diameter (mm)</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Durchmesser (mm)</translation>
  </message>
  <message>
   <source>Diameter of a ball of the same volume.</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Durchmesser einer Kugel mit demselben Volumen.</translation>
  </message>
  <message>
   <source>Focus {0}</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Herd {0}</translation>
  </message>
  <message>
   <source>Mean CE of the predicted volume in % of that of the measured standard dose.</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Mittlere CE des vorhergesagten Volumens in % von der der gemessenen Standarddosis.</translation>
  </message>
  <message>
   <source>Mean over the volume of the scan after contrast − before, at the standard dose if there is one.</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Mittel über das Volumen von Aufnahme nach − vor Kontrastmittel, mit Standarddosis, falls es sie gibt.</translation>
  </message>
  <message>
   <source>No scan at the standard dose was measured.</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Es wurde keine Aufnahme mit Standarddosis gemessen.</translation>
  </message>
  <message>
   <source>Nothing of {0} mL or more enhances: no voxels lie {1} σ above the median of the brain.</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Nichts von {0} mL oder mehr reichert an: Keine Voxel liegen {1} σ über dem Median des Gehirns.</translation>
  </message>
  <message>
   <source>Of the label map “Lesions” of the study. CE is the mean over all of its voxels.</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Aus der Label-Karte „Lesions“ der Studie. CE ist das Mittel über alle ihre Voxel.</translation>
  </message>
  <message>
   <source>Of volume</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Des Volumens</translation>
  </message>
  <message>
   <source>Ratio</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Anteil</translation>
  </message>
  <message>
   <source>Ratio (% of full dose)</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Anteil (% der vollen Dosis)</translation>
  </message>
  <message>
   <source>The label map “Findings” holds what one side alone shows; surface, midline and what both sides show are not looked at there. A research aid, no detector.</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Die Label-Karte „Findings“ enthält, was nur eine Seite zeigt; Oberfläche, Mittellinie und was beide Seiten zeigen werden dafür nicht betrachtet. Ein Hilfsmittel der Forschung, kein Detektor.</translation>
  </message>
  <message>
   <source>The standard dose does not enhance here.</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Die Standarddosis reichert hier nicht an.</translation>
  </message>
  <message>
   <source>This study has no scan before contrast; open a pair.</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Diese Studie hat keine Aufnahme vor Kontrastmittel; ein Paar öffnen.</translation>
  </message>
  <message>
   <source>Volume</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Volumen</translation>
  </message>
  <message>
   <source>Volume (mL)</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Volumen (mL)</translation>
  </message>
  <message>
   <source>Volume of the voxels of the lesion.</source>
   <extracomment>contrast_lesions</extracomment>
   <translation>Volumen der Voxel der Läsion.</translation>
  </message>
  <message>
   <source>A difference or a map of another quantity has no uptake.</source>
   <extracomment>contrast_measures</extracomment>
   <translation>Eine Differenz oder die Karte einer anderen Größe hat keine Anreicherung.</translation>
  </message>
  <message>
   <source>The brightest or darkest voxels of two scans have no difference; show the mean.</source>
   <extracomment>contrast_measures</extracomment>
   <translation>Die hellsten oder dunkelsten Voxel zweier Aufnahmen haben keine Differenz; das Mittel zeigen.</translation>
  </message>
  <message>
   <source>The prior is another scan, which has no scan before contrast.</source>
   <extracomment>contrast_measures</extracomment>
   <translation>Die Voraufnahme ist eine andere Aufnahme, zu der es keine vor Kontrastmittel gibt.</translation>
  </message>
  <message>
   <source>There is no scan before contrast to this volume; show the scan after contrast.</source>
   <extracomment>contrast_measures</extracomment>
   <translation>Zu diesem Volumen gibt es keine Aufnahme vor Kontrastmittel; die Aufnahme nach Kontrastmittel zeigen.</translation>
  </message>
  <message>
   <source>There is no scan before contrast.</source>
   <extracomment>contrast_measures</extracomment>
   <translation>Es gibt keine Aufnahme vor Kontrastmittel.</translation>
  </message>
  <message>
   <source>This map is in percent of the signal before contrast, so it has no uptake in a.u.</source>
   <extracomment>contrast_measures</extracomment>
   <translation>Diese Karte ist in Prozent des Signals vor Kontrastmittel und hat deshalb keine Anreicherung in a.u.</translation>
  </message>
  <message>
   <source>This slice holds fewer than {0} pixels of brain that does not enhance, so its noise is not known.</source>
   <extracomment>contrast_measures</extracomment>
   <translation>Diese Schicht enthält weniger als {0} Pixel Gehirn, das nicht anreichert; ihr Rauschen ist deshalb nicht bekannt.</translation>
  </message>
  <message>
   <source>Uptake is measured in axial, coronal and sagittal pictures; show one of them in this pane.</source>
   <extracomment>contrast_measures</extracomment>
   <translation>Die Anreicherung wird in axialen, koronalen und sagittalen Bildern gemessen; eines davon in diesem Bildfeld zeigen.</translation>
  </message>
  <message>
   <source>CE in % of that of the measured scan at the standard dose.</source>
   <extracomment>contrast_numbers</extracomment>
   <translation>CE in % von der der gemessenen Aufnahme mit Standarddosis.</translation>
  </message>
  <message>
   <source>CE in % of the mean signal before contrast in the region.</source>
   <extracomment>contrast_numbers</extracomment>
   <translation>CE in % des mittleren Signals vor Kontrastmittel in der Region.</translation>
  </message>
  <message>
   <source>CE: mean in the region of the picture − scan before contrast, in units of the 95 % quantile of that scan in the brain. In a map of uptake its mean.</source>
   <extracomment>contrast_numbers</extracomment>
   <translation>CE: Mittel von Bild − Aufnahme vor Kontrastmittel in der Region, in Einheiten des 95-%-Quantils dieser Aufnahme im Gehirn. In einer Karte der Anreicherung deren Mittel.</translation>
  </message>
  <message>
   <source>CNR</source>
   <extracomment>contrast_numbers</extracomment>
   <translation>CNR</translation>
  </message>
  <message>
   <source>CNR below {0}: below what can be told from noise.</source>
   <extracomment>contrast_numbers</extracomment>
   <translation>CNR unter {0}: weniger, als sich vom Rauschen unterscheiden lässt.</translation>
  </message>
  <message>
   <source>CNR: CE / σ. σ is the SD (n − 1) of picture − scan before contrast over the brain of this slice that is below 2.5 local σ in the loaded scan and in no labeled lesion or finding, and at least that of the loaded scan: a prediction is the scan before contrast there and seems to have no noise.</source>
   <extracomment>contrast_numbers</extracomment>
   <translation>CNR: CE / σ. σ ist die Standardabweichung (n − 1) von Bild − Aufnahme vor Kontrastmittel über das Gehirn dieser Schicht, soweit es in der geladenen Aufnahme unter 2.5 örtlichen σ und in keiner Läsion und keinem Befund der Label-Karten liegt, und mindestens die der geladenen Aufnahme: Eine Vorhersage ist dort die Aufnahme vor Kontrastmittel und hat scheinbar kein Rauschen.</translation>
  </message>
  <message>
   <source>Fewer than {0} pixels: the mean is uncertain.</source>
   <extracomment>contrast_numbers</extracomment>
   <translation>Weniger als {0} Pixel: Das Mittel ist unsicher.</translation>
  </message>
  <message>
   <source>No scan at the standard dose was measured, so there is no ratio to it.</source>
   <extracomment>contrast_numbers</extracomment>
   <translation>Es wurde keine Aufnahme mit Standarddosis gemessen, deshalb gibt es keinen Anteil an ihr.</translation>
  </message>
  <message>
   <source>Noise was taken out of the map, so it has no CNR; that of its picture counts.</source>
   <extracomment>contrast_numbers</extracomment>
   <translation>Aus der Karte wurde das Rauschen entfernt, deshalb hat sie kein CNR; das ihres Bildes zählt.</translation>
  </message>
  <message>
   <source>Press E and draw an ellipse on the scan after contrast to measure what every pane takes up.</source>
   <extracomment>contrast_numbers</extracomment>
   <translation>E drücken und eine Ellipse auf die Aufnahme nach Kontrastmittel zeichnen, um die Anreicherung in jedem Bildfeld zu messen.</translation>
  </message>
  <message>
   <source>The scan at the standard dose does not enhance here, so a ratio to it says nothing.</source>
   <extracomment>contrast_numbers</extracomment>
   <translation>Die Aufnahme mit Standarddosis reichert hier nicht an, deshalb sagt ein Anteil an ihr nichts.</translation>
  </message>
  <message>
   <source>The scans have no noise here, so a CNR has no meaning.</source>
   <extracomment>contrast_numbers</extracomment>
   <translation>Die Aufnahmen haben hier kein Rauschen, deshalb hat ein CNR keine Bedeutung.</translation>
  </message>
  <message>
   <source>There is next to no signal before contrast here, so a share of it says nothing.</source>
   <extracomment>contrast_numbers</extracomment>
   <translation>Vor Kontrastmittel gibt es hier fast kein Signal, deshalb sagt ein Anteil daran nichts.</translation>
  </message>
  <message>
   <source>This is the scan at the standard dose itself.</source>
   <extracomment>contrast_numbers</extracomment>
   <translation>Dies ist die Aufnahme mit Standarddosis selbst.</translation>
  </message>
  <message>
   <source>A scan was made at {0} T by its file, and {1} T was chosen; choose the field of the scans.</source>
   <extracomment>contrast_opening</extracomment>
   <translation>Eine Aufnahme entstand laut Datei bei {0} T, gewählt sind {1} T; die Feldstärke der Aufnahmen wählen.</translation>
  </message>
  <message>
   <source>Looking for what enhances on one side.</source>
   <extracomment>contrast_opening</extracomment>
   <translation>Einseitige Anreicherung wird gesucht.</translation>
  </message>
  <message>
   <source>Nothing enhances on one side of the brain alone; the surface, the middle, and what both sides show alike are not looked at.</source>
   <extracomment>contrast_opening</extracomment>
   <translation>Nichts reichert nur auf einer Seite des Gehirns an; Oberfläche, Mitte und was beide Seiten gleich zeigen, werden nicht betrachtet.</translation>
  </message>
  <message>
   <source>Only spots of less than 0.5 mL enhance on one side of the brain alone, {0} mL in all; the surface, the middle, and what both sides show alike are not looked at.</source>
   <extracomment>contrast_opening</extracomment>
   <translation>Nur Flecken unter 0,5 mL reichern nur auf einer Seite des Gehirns an, zusammen {0} mL; Oberfläche, Mitte und was beide Seiten gleich zeigen, werden nicht betrachtet.</translation>
  </message>
  <message>
   <source>Registering the scans before and after contrast.</source>
   <extracomment>contrast_opening</extracomment>
   <translation>Die Aufnahmen vor und nach Kontrastmittel werden registriert.</translation>
  </message>
  <message>
   <source>The brain mask “{0}” lies on another grid than the scan before contrast; choose one that was drawn on that scan.</source>
   <extracomment>contrast_opening</extracomment>
   <translation>Die Hirnmaske „{0}“ liegt auf einem anderen Gitter als die Aufnahme vor Kontrastmittel; eine wählen, die auf dieser Aufnahme gezeichnet wurde.</translation>
  </message>
  <message>
   <source>The scans name different patients; check that they show the same one.</source>
   <extracomment>contrast_opening</extracomment>
   <translation>Die Aufnahmen nennen verschiedene Patienten; prüfen, ob sie denselben zeigen.</translation>
  </message>
  <message>
   <source>Choose a scan before and one after contrast</source>
   <extracomment>contrast_page</extracomment>
   <translation>Eine Aufnahme vor und eine nach Kontrastmittel wählen</translation>
  </message>
  <message>
   <source>No scans before and after contrast are open</source>
   <extracomment>contrast_page</extracomment>
   <translation>Keine Aufnahmen vor und nach Kontrastmittel offen</translation>
  </message>
  <message>
   <source>Open a T1-weighted MR scan of a head before contrast agent and one after it, as DICOM or NIfTI. They are registered and brought to one scale; then the dose of the agent can be lowered, and what a network makes of it be compared with what was measured.</source>
   <extracomment>contrast_page</extracomment>
   <translation>Eine T1-gewichtete MR-Aufnahme eines Kopfes vor und eine nach Kontrastmittel öffnen, als DICOM oder NIfTI. Sie werden registriert und auf eine Skala gebracht; dann lässt sich die Kontrastmitteldosis senken und mit der Messung vergleichen, was ein Netz daraus macht.</translation>
  </message>
  <message>
   <source>Open scans…</source>
   <extracomment>contrast_page</extracomment>
   <translation>Aufnahmen öffnen…</translation>
  </message>
  <message>
   <source>Open the synthetic head</source>
   <extracomment>contrast_page</extracomment>
   <translation>Den synthetischen Kopf öffnen</translation>
  </message>
  <message>
   <source>As you said.</source>
   <extracomment>contrast_recipe</extracomment>
   <translation>Wie angegeben.</translation>
  </message>
  <message>
   <source>Sequence</source>
   <extracomment>contrast_recipe</extracomment>
   <translation>Sequenz</translation>
  </message>
  <message>
   <source>Steps</source>
   <extracomment>contrast_recipe</extracomment>
   <translation>Schritte</translation>
  </message>
  <message>
   <source>TR {0} ms, flip angle {1}°</source>
   <extracomment>contrast_recipe</extracomment>
   <translation>TR {0} ms, Flipwinkel {1}°</translation>
  </message>
  <message>
   <source>The spoiled gradient echo that both scans are taken for: the signal is turned into a concentration, which is lowered, and back.</source>
   <extracomment>contrast_recipe</extracomment>
   <translation>Das gespoilte Gradientenecho, als das beide Aufnahmen gelten: Das Signal wird in eine Konzentration umgerechnet, diese gesenkt und zurückgerechnet.</translation>
  </message>
  <message>
   <source>Unit</source>
   <extracomment>contrast_recipe</extracomment>
   <translation>Einheit</translation>
  </message>
  <message>
   <source>Values are shares of the 95 % quantile of the brain in the scan before contrast.</source>
   <extracomment>contrast_recipe</extracomment>
   <translation>Werte sind Anteile am 95-%-Quantil des Gehirns in der Aufnahme vor Kontrastmittel.</translation>
  </message>
  <message>
   <source>What is done, in order.</source>
   <extracomment>contrast_recipe</extracomment>
   <translation>Was geschieht, der Reihe nach.</translation>
  </message>
  <message>
   <source>Standard dose</source>
   <extracomment>contrast_study</extracomment>
   <translation>Standarddosis</translation>
  </message>
  <message>
   <source>The number of photons and the threshold of the filter must be positive.</source>
   <extracomment>counts_filter</extracomment>
   <translation>Photonenzahl und Schwelle des Filters müssen positiv sein.</translation>
  </message>
  <message>
   <source>An oblique cut needs every slice. Apply the method to the volume first.</source>
   <extracomment>cuts</extracomment>
   <translation>Ein schräger Schnitt braucht jede Schicht. Erst die Methode auf das Volumen anwenden.</translation>
  </message>
  <message>
   <source>The memory does not suffice for these steps. Close other programs.</source>
   <extracomment>cuts</extracomment>
   <translation>Der Speicher reicht für diese Schritte nicht. Andere Programme schließen.</translation>
  </message>
  <message>
   <source>{0} takes too long for every slice of this cut; apply it to the volume first.</source>
   <extracomment>cuts</extracomment>
   <translation>{0} dauert zu lange für jede Schicht dieses Schnitts; erst auf das Volumen anwenden.</translation>
  </message>
  <message>
   <source>ABDOMEN</source>
   <extracomment>demo</extracomment>
   <translation>ABDOMEN</translation>
  </message>
  <message>
   <source>Demo abdomen</source>
   <extracomment>demo</extracomment>
   <translation>Demo-Abdomen</translation>
  </message>
  <message>
   <source>Demo neck</source>
   <extracomment>demo</extracomment>
   <translation>Demo-Hals</translation>
  </message>
  <message>
   <source>Demo scan</source>
   <extracomment>demo</extracomment>
   <translation>Demo-Scan</translation>
  </message>
  <message>
   <source>Drawing the synthetic patient.</source>
   <extracomment>demo</extracomment>
   <translation>Der synthetische Patient wird gezeichnet.</translation>
  </message>
  <message>
   <source>HEADNECK</source>
   <extracomment>demo</extracomment>
   <translation>KOPF UND HALS</translation>
  </message>
  <message>
   <source>MVCT → kVCT</source>
   <extracomment>demo</extracomment>
   <translation>MVCT → kVCT</translation>
  </message>
  <message>
   <source>MVCT → kVCT: head and neck</source>
   <extracomment>demo</extracomment>
   <translation>MVCT → kVCT: Kopf und Hals</translation>
  </message>
  <message>
   <source>Making the demo scan.</source>
   <extracomment>demo</extracomment>
   <translation>Der Demo-Scan wird erzeugt.</translation>
  </message>
  <message>
   <source>Noise-free truth</source>
   <extracomment>demo</extracomment>
   <translation>Rauschfreie Wahrheit</translation>
  </message>
  <message>
   <source>Organs</source>
   <extracomment>demo</extracomment>
   <translation>Organe</translation>
  </message>
  <message>
   <source>Planning CT (hidden truth)</source>
   <extracomment>demo</extracomment>
   <translation>Planungs-CT (verborgene Wahrheit)</translation>
  </message>
  <message>
   <source>Simulated parallel beam</source>
   <extracomment>demo</extracomment>
   <translation>Simulierter Parallelstrahl</translation>
  </message>
  <message>
   <source>Structure leak</source>
   <extracomment>demo</extracomment>
   <translation>Strukturverlust</translation>
  </message>
  <message>
   <source>Synthetic abdomen, portal venous phase</source>
   <extracomment>demo</extracomment>
   <translation>Synthetisches Abdomen, portalvenöse Phase</translation>
  </message>
  <message>
   <source>Synthetic head and neck, MVCT and planning CT of the same place and day</source>
   <extracomment>demo</extracomment>
   <translation>Synthetischer Kopf und Hals, MVCT und Planungs-CT vom selben Ort und Tag</translation>
  </message>
  <message>
   <source>The demo is ready.</source>
   <extracomment>demo</extracomment>
   <translation>Die Demo ist bereit.</translation>
  </message>
  <message>
   <source>The folder {0} cannot be written ({1}); choose another.</source>
   <extracomment>demo</extracomment>
   <translation>Der Ordner {0} lässt sich nicht schreiben ({1}); einen anderen wählen.</translation>
  </message>
  <message>
   <source>simulated scan: 10⁶ photons per ray</source>
   <extracomment>demo</extracomment>
   <translation>simulierter Scan: 10⁶ Photonen pro Strahl</translation>
  </message>
  <message>
   <source>Demos</source>
   <extracomment>demo_commands</extracomment>
   <translation>Demos</translation>
  </message>
  <message>
   <source>Make this synthetic case and open it</source>
   <extracomment>demo_commands</extracomment>
   <translation>Diesen synthetischen Fall erzeugen und öffnen</translation>
  </message>
  <message>
   <source>The demo “{0}” has volumes in {1} and {2}, which are not shown beside each other; tell the author of the plug-in.</source>
   <extracomment>demo_opening</extracomment>
   <translation>Die Demo „{0}“ hat Volumen in {1} und {2}, die nicht nebeneinander gezeigt werden; sagen Sie es dem Autor des Plug-ins.</translation>
  </message>
  <message>
   <source>The demo “{0}” lacks the volume “{1}” beside it; tell the author of the plug-in.</source>
   <extracomment>demo_opening</extracomment>
   <translation>Der Demo „{0}“ fehlt das Volumen „{1}“ daneben; sagen Sie es dem Autor des Plug-ins.</translation>
  </message>
  <message>
   <source>The demo “{0}” made nothing that can be shown; tell the author of the plug-in.</source>
   <extracomment>demo_opening</extracomment>
   <translation>Die Demo „{0}“ ergab nichts, was gezeigt werden kann; sagen Sie es dem Autor des Plug-ins.</translation>
  </message>
  <message>
   <source>The demo “{0}” made values that are not numbers; tell the author of the plug-in.</source>
   <extracomment>demo_opening</extracomment>
   <translation>Die Demo „{0}“ ergab Werte, die keine Zahlen sind; sagen Sie es dem Autor des Plug-ins.</translation>
  </message>
  <message>
   <source>Bilateral filter</source>
   <extracomment>denoisers</extracomment>
   <translation>Bilateralfilter</translation>
  </message>
  <message>
   <source>Distance</source>
   <extracomment>denoisers</extracomment>
   <translation>Abstand</translation>
  </message>
  <message>
   <source>Grain</source>
   <extracomment>denoisers</extracomment>
   <translation>Korn</translation>
  </message>
  <message>
   <source>How different patches may be, in units of the noise around them.</source>
   <extracomment>denoisers</extracomment>
   <translation>Wie verschieden Ausschnitte sein dürfen, in Einheiten des Rauschens um sie.</translation>
  </message>
  <message>
   <source>How different pixels may be, in units of the noise around them.</source>
   <extracomment>denoisers</extracomment>
   <translation>Wie verschieden Pixel sein dürfen, in Einheiten des Rauschens um sie.</translation>
  </message>
  <message>
   <source>How far to look.</source>
   <extracomment>denoisers</extracomment>
   <translation>Wie weit gesucht wird.</translation>
  </message>
  <message>
   <source>How near pixels must be: SD of the smoothing where all is alike.</source>
   <extracomment>denoisers</extracomment>
   <translation>Wie nah Pixel sein müssen: SD der Glättung, wo alles gleich ist.</translation>
  </message>
  <message>
   <source>Iterations</source>
   <extracomment>denoisers</extracomment>
   <translation>Iterationen</translation>
  </message>
  <message>
   <source>Matched</source>
   <extracomment>denoisers</extracomment>
   <translation>Angepasst</translation>
  </message>
  <message>
   <source>Matched reads the noise power spectrum from soft tissue; white takes pixels as independent, which leaves the coarse part of CT noise.</source>
   <extracomment>denoisers</extracomment>
   <translation>„Angepasst“ liest das Rauschleistungsspektrum aus Weichgewebe; „Weiß“ nimmt Pixel als unabhängig, was den groben Teil des CT-Rauschens übrig lässt.</translation>
  </message>
  <message>
   <source>Non-local means</source>
   <extracomment>denoisers</extracomment>
   <translation>Non-Local Means</translation>
  </message>
  <message>
   <source>Patch</source>
   <extracomment>denoisers</extracomment>
   <translation>Ausschnitt</translation>
  </message>
  <message>
   <source>SD to remove, in units of the picture's own noise.</source>
   <extracomment>denoisers</extracomment>
   <translation>Zu entfernende SD, in Einheiten des Bildrauschens.</translation>
  </message>
  <message>
   <source>Side of a patch; an even number counts as the next odd one.</source>
   <extracomment>denoisers</extracomment>
   <translation>Seite eines Ausschnitts; eine gerade Zahl gilt als die nächste ungerade.</translation>
  </message>
  <message>
   <source>Strength</source>
   <extracomment>denoisers</extracomment>
   <translation>Stärke</translation>
  </message>
  <message>
   <source>Total variation</source>
   <extracomment>denoisers</extracomment>
   <translation>Totale Variation</translation>
  </message>
  <message>
   <source>Upper limit of iterations.</source>
   <extracomment>denoisers</extracomment>
   <translation>Obergrenze der Iterationen.</translation>
  </message>
  <message>
   <source>Weight of the total variation, in units of the picture's own noise.</source>
   <extracomment>denoisers</extracomment>
   <translation>Gewicht der totalen Variation, in Einheiten des Bildrauschens.</translation>
  </message>
  <message>
   <source>White</source>
   <extracomment>denoisers</extracomment>
   <translation>Weiß</translation>
  </message>
  <message>
   <source>Width</source>
   <extracomment>denoisers</extracomment>
   <translation>Breite</translation>
  </message>
  <message>
   <source>The training diverged at step {0}; begin it again with a lower learning rate.</source>
   <extracomment>descent</extracomment>
   <translation>Das Training ist bei Schritt {0} divergiert; mit kleinerer Lernrate neu beginnen.</translation>
  </message>
  <message>
   <source>A disc needs a diameter above 0 mm and a finite contrast.</source>
   <extracomment>detectability</extracomment>
   <translation>Eine Scheibe braucht einen Durchmesser über 0 mm und einen endlichen Kontrast.</translation>
  </message>
  <message>
   <source>Apple GPU</source>
   <extracomment>device</extracomment>
   <translation>Apple-GPU</translation>
  </message>
  <message>
   <source>out of memory</source>
   <extracomment>device</extracomment>
   <translation>zu wenig Speicher</translation>
  </message>
  <message>
   <source>All files (*);;Images ({0})</source>
   <extracomment>dialogs</extracomment>
   <translation>Alle Dateien (*);;Bilder ({0})</translation>
  </message>
  <message>
   <source>Allow</source>
   <extracomment>dialogs</extracomment>
   <translation>Erlauben</translation>
  </message>
  <message>
   <source>CPU cores {0}</source>
   <extracomment>dialogs</extracomment>
   <translation>CPU-Kerne {0}</translation>
  </message>
  <message>
   <source>Cannot run here: {0}.</source>
   <extracomment>dialogs</extracomment>
   <translation>Läuft hier nicht: {0}.</translation>
  </message>
  <message>
   <source>Copy</source>
   <extracomment>dialogs</extracomment>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy versions and devices, to send with a question</source>
   <extracomment>dialogs</extracomment>
   <translation>Versionen und Geräte kopieren, zum Mitschicken bei Fragen</translation>
  </message>
  <message>
   <source>Copyright the LDCT Studio maintainers. Apache License 2.0. Uses Qt and PySide6 (LGPL 3), PyTorch (BSD), NumPy, SciPy, scikit-image (BSD), pydicom (MIT), nibabel (MIT), pyqtgraph (MIT), Phosphor icons (MIT) and Inter (SIL Open Font License).</source>
   <extracomment>dialogs</extracomment>
   <translation>Copyright die Betreuer von LDCT Studio. Apache-Lizenz 2.0. Verwendet Qt und PySide6 (LGPL 3), PyTorch (BSD), NumPy, SciPy, scikit-image (BSD), pydicom (MIT), nibabel (MIT), pyqtgraph (MIT), Phosphor-Symbole (MIT) und Inter (SIL Open Font License).</translation>
  </message>
  <message>
   <source>Details</source>
   <extracomment>dialogs</extracomment>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <source>Details, without patient names</source>
   <extracomment>dialogs</extracomment>
   <translation>Einzelheiten, ohne Patientennamen</translation>
  </message>
  <message>
   <source>How low can the dose go before something that matters is lost? Simulate, reconstruct and compare low-dose CT live.</source>
   <extracomment>dialogs</extracomment>
   <translation>Wie tief darf die Dosis sinken, bevor etwas Wichtiges verloren geht? Niedrigdosis-CT live simulieren, rekonstruieren und vergleichen.</translation>
  </message>
  <message>
   <source>Let {0} run code, as it is now</source>
   <extracomment>dialogs</extracomment>
   <translation>{0} Code ausführen lassen, so wie es jetzt ist</translation>
  </message>
  <message>
   <source>Licenses</source>
   <extracomment>dialogs</extracomment>
   <translation>Lizenzen</translation>
  </message>
  <message>
   <source>Licenses…</source>
   <extracomment>dialogs</extracomment>
   <translation>Lizenzen…</translation>
  </message>
  <message>
   <source>Methods that a pane, the command line or a job can use.</source>
   <extracomment>dialogs</extracomment>
   <translation>Methoden, die ein Bildfeld, die Befehlszeile oder ein Auftrag nutzen kann.</translation>
  </message>
  <message>
   <source>New or changed. It can do whatever you can; allow it only if you trust its author.</source>
   <extracomment>dialogs</extracomment>
   <translation>Neu oder geändert. Es kann alles, was Sie können; nur erlauben, wenn Sie dem Autor vertrauen.</translation>
  </message>
  <message>
   <source>Nothing leaves this computer.</source>
   <extracomment>dialogs</extracomment>
   <translation>Nichts verlässt diesen Rechner.</translation>
  </message>
  <message>
   <source>Open files</source>
   <extracomment>dialogs</extracomment>
   <translation>Dateien öffnen</translation>
  </message>
  <message>
   <source>Plug-ins</source>
   <extracomment>dialogs</extracomment>
   <translation>Plug-ins</translation>
  </message>
  <message>
   <source>Version {0}</source>
   <extracomment>dialogs</extracomment>
   <translation>Version {0}</translation>
  </message>
  <message>
   <source>Versions and devices</source>
   <extracomment>dialogs</extracomment>
   <translation>Versionen und Geräte</translation>
  </message>
  <message>
   <source>memory {0} GiB</source>
   <extracomment>dialogs</extracomment>
   <translation>Arbeitsspeicher {0} GiB</translation>
  </message>
  <message>
   <source>none that torch can use</source>
   <extracomment>dialogs</extracomment>
   <translation>keine, die torch nutzen kann</translation>
  </message>
  <message>
   <source>not built in</source>
   <extracomment>dialogs</extracomment>
   <translation>nicht enthalten</translation>
  </message>
  <message>
   <source>torch CUDA {0}</source>
   <extracomment>dialogs</extracomment>
   <translation>torch CUDA {0}</translation>
  </message>
  <message>
   <source>an unknown kind of DICOM object</source>
   <extracomment>dicom_files</extracomment>
   <translation>eine unbekannte Art von DICOM-Objekt</translation>
  </message>
  <message>
   <source>holds no picture ({0})</source>
   <extracomment>dicom_files</extracomment>
   <translation>enthält kein Bild ({0})</translation>
  </message>
  <message>
   <source>The file meta information is missing; the encoding was guessed.</source>
   <extracomment>dicom_header</extracomment>
   <translation>Die Metainformation der Datei fehlt; die Kodierung wurde geraten.</translation>
  </message>
  <message>
   <source>The first bytes look like a program; the file was read as data only.</source>
   <extracomment>dicom_header</extracomment>
   <translation>Die ersten Bytes sehen nach einem Programm aus; die Datei wurde nur als Daten gelesen.</translation>
  </message>
  <message>
   <source>has more than {0} frames and was not opened</source>
   <extracomment>dicom_header</extracomment>
   <translation>hat mehr als {0} Einzelbilder und wurde nicht geöffnet</translation>
  </message>
  <message>
   <source>is a DICOM RTDOSE object, which this version does not open</source>
   <extracomment>dicom_header</extracomment>
   <translation>ist ein DICOM-RTDOSE-Objekt, das diese Version nicht öffnet</translation>
  </message>
  <message>
   <source>is a color picture ({0}), not a slice</source>
   <extracomment>dicom_header</extracomment>
   <translation>ist ein Farbbild ({0}), keine Schicht</translation>
  </message>
  <message>
   <source>is a page of text that the scanner stored as a picture, not a slice</source>
   <extracomment>dicom_header</extracomment>
   <translation>ist eine Textseite, die der Scanner als Bild gespeichert hat, keine Schicht</translation>
  </message>
  <message>
   <source>is a secondary capture (a screen picture), not a slice</source>
   <extracomment>dicom_header</extracomment>
   <translation>ist ein Bildschirmfoto (Secondary Capture), keine Schicht</translation>
  </message>
  <message>
   <source>is broken: it describes fewer frames than it holds</source>
   <extracomment>dicom_header</extracomment>
   <translation>ist defekt: sie beschreibt weniger Einzelbilder, als sie enthält</translation>
  </message>
  <message>
   <source>is broken: its number of bits per pixel is impossible</source>
   <extracomment>dicom_header</extracomment>
   <translation>ist defekt: die Zahl der Bits pro Pixel ist unmöglich</translation>
  </message>
  <message>
   <source>is broken: its {0} is not a sensible number</source>
   <extracomment>dicom_header</extracomment>
   <translation>ist defekt: {0} ist keine sinnvolle Zahl</translation>
  </message>
  <message>
   <source>is larger than 4096 × 4096 pixels</source>
   <extracomment>dicom_header</extracomment>
   <translation>ist größer als 4096 × 4096 Pixel</translation>
  </message>
  <message>
   <source>stores {0} bits per pixel, which this program does not read</source>
   <extracomment>dicom_header</extracomment>
   <translation>speichert {0} Bit pro Pixel, was dieses Programm nicht liest</translation>
  </message>
  <message>
   <source>unknown colors</source>
   <extracomment>dicom_header</extracomment>
   <translation>unbekannte Farben</translation>
  </message>
  <message>
   <source>has more than {0} points in its contours</source>
   <extracomment>dicom_labels</extracomment>
   <translation>hat mehr als {0} Punkte in den Konturen</translation>
  </message>
  <message>
   <source>holds more than {0} structures and was not opened</source>
   <extracomment>dicom_labels</extracomment>
   <translation>enthält mehr als {0} Strukturen und wurde nicht geöffnet</translation>
  </message>
  <message>
   <source>is broken: a contour of it is no list of points</source>
   <extracomment>dicom_labels</extracomment>
   <translation>ist defekt: eine Kontur ist keine Liste von Punkten</translation>
  </message>
  <message>
   <source>is broken: a point of its contours lies nowhere</source>
   <extracomment>dicom_labels</extracomment>
   <translation>ist defekt: ein Punkt der Konturen liegt nirgends</translation>
  </message>
  <message>
   <source>is broken: it does not say which number a whole voxel has</source>
   <extracomment>dicom_labels</extracomment>
   <translation>ist defekt: es sagt nicht, welche Zahl ein ganzes Voxel hat</translation>
  </message>
  <message>
   <source>is broken: it does not say which segment a picture is of</source>
   <extracomment>dicom_labels</extracomment>
   <translation>ist defekt: es sagt nicht, von welchem Segment ein Bild ist</translation>
  </message>
  <message>
   <source>Structures in another frame of reference than the volume's are left out: {0}.</source>
   <extracomment>dicom_labels_opening</extracomment>
   <translation>Strukturen in einem anderen Bezugssystem als dem des Volumens entfallen: {0}.</translation>
  </message>
  <message>
   <source>Structures outside of the volume are left out: {0}.</source>
   <extracomment>dicom_labels_opening</extracomment>
   <translation>Strukturen außerhalb des Volumens entfallen: {0}.</translation>
  </message>
  <message>
   <source>Structures overlap, so they are shown as {0} label maps that hold all of them.</source>
   <extracomment>dicom_labels_opening</extracomment>
   <translation>Strukturen überlappen sich, darum werden sie als {0} Labelkarten gezeigt, die alle enthalten.</translation>
  </message>
  <message>
   <source>The frame of reference is not recorded in both files; positions alone were taken.</source>
   <extracomment>dicom_labels_opening</extracomment>
   <translation>Das Bezugssystem ist nicht in beiden Dateien aufgezeichnet; nur die Lagen wurden genommen.</translation>
  </message>
  <message>
   <source>The labels were drawn in another frame of reference than the volume's; open their own scan.</source>
   <extracomment>dicom_labels_opening</extracomment>
   <translation>Die Label wurden in einem anderen Bezugssystem als dem des Volumens gezeichnet; den zugehörigen Scan öffnen.</translation>
  </message>
  <message>
   <source>“{0}” holds no labeled voxel.</source>
   <extracomment>dicom_labels_opening</extracomment>
   <translation>„{0}“ enthält kein Voxel mit Label.</translation>
  </message>
  <message>
   <source>is broken: its decoded picture has another size than its header says</source>
   <extracomment>dicom_pixels</extracomment>
   <translation>ist defekt: das dekodierte Bild hat eine andere Größe, als der Kopf sagt</translation>
  </message>
  <message>
   <source>is broken: its deflated picture cannot be unpacked</source>
   <extracomment>dicom_pixels</extracomment>
   <translation>ist defekt: das komprimierte Bild lässt sich nicht entpacken</translation>
  </message>
  <message>
   <source>is broken: its deflated picture is too short</source>
   <extracomment>dicom_pixels</extracomment>
   <translation>ist defekt: das komprimierte Bild ist zu kurz</translation>
  </message>
  <message>
   <source>is encoded in a way that this program does not know ({0})</source>
   <extracomment>dicom_pixels</extracomment>
   <translation>ist auf eine Art kodiert, die dieses Programm nicht kennt ({0})</translation>
  </message>
  <message>
   <source>was changed while it was being opened; open it again</source>
   <extracomment>dicom_plain</extracomment>
   <translation>wurde geändert, während sie geöffnet wurde; öffnen Sie sie noch einmal</translation>
  </message>
  <message>
   <source>is a view before the logarithm was taken, which this version does not open</source>
   <extracomment>dicom_projections</extracomment>
   <translation>ist eine Projektion vor dem Logarithmieren, was diese Version nicht öffnet</translation>
  </message>
  <message>
   <source>is a view that does not tell which channel looks through the rotation center</source>
   <extracomment>dicom_projections</extracomment>
   <translation>ist eine Projektion, die nicht sagt, welcher Kanal durch das Drehzentrum blickt</translation>
  </message>
  <message>
   <source>is a view that does not tell which line integrals its numbers are</source>
   <extracomment>dicom_projections</extracomment>
   <translation>ist eine Projektion, die nicht sagt, welche Linienintegrale ihre Zahlen sind</translation>
  </message>
  <message>
   <source>is a view whose picture has another size than its detector</source>
   <extracomment>dicom_projections</extracomment>
   <translation>ist eine Projektion, deren Bild eine andere Größe hat als ihr Detektor</translation>
  </message>
  <message>
   <source>is a view without {0}, which tells where its rays are</source>
   <extracomment>dicom_projections</extracomment>
   <translation>ist eine Projektion ohne {0}, das sagt, wo ihre Strahlen liegen</translation>
  </message>
  <message>
   <source>is broken: its records cannot be read</source>
   <extracomment>dicomdir</extracomment>
   <translation>ist defekt: die Einträge lassen sich nicht lesen</translation>
  </message>
  <message>
   <source>lists more than {0} files and was not opened</source>
   <extracomment>dicomdir</extracomment>
   <translation>führt mehr als {0} Dateien auf und wurde nicht geöffnet</translation>
  </message>
  <message>
   <source>The contrast of {0} HU is {1} times the SD of {2} HU around the disc, and {3} times are needed (AAPM TG-233). Repeat averages the noise that the dose adds; other tissue in the ring does not average.</source>
   <extracomment>disc_edge</extracomment>
   <translation>Der Kontrast von {0} HU ist das {1}-Fache der SD von {2} HU um die Scheibe; nötig ist das {3}-Fache (AAPM TG-233). „Wiederholen“ mittelt das Rauschen, das die Dosis hinzufügt; anderes Gewebe im Ring mittelt sich nicht.</translation>
  </message>
  <message>
   <source>The disc and its surroundings do not lie in the picture.</source>
   <extracomment>disc_edge</extracomment>
   <translation>Die Scheibe und ihre Umgebung liegen nicht im Bild.</translation>
  </message>
  <message>
   <source>The disc has a radius of {0} px, and the profile of its edge needs {1} px. Choose a larger one.</source>
   <extracomment>disc_edge</extracomment>
   <translation>Die Scheibe hat einen Radius von {0} px, das Profil ihrer Kante braucht {1} px. Eine größere wählen.</translation>
  </message>
  <message>
   <source>There is no disc in the region: nothing closed stands out of it. Draw it around a round insert or vessel, with some of its surroundings.</source>
   <extracomment>disc_edge</extracomment>
   <translation>In der Region ist keine Scheibe: nichts Geschlossenes hebt sich ab. Sie um einen runden Einsatz oder ein Gefäß zeichnen, mit etwas Umgebung.</translation>
  </message>
  <message>
   <source>What stands out of the region is not round; choose a round insert or vessel.</source>
   <extracomment>disc_edge</extracomment>
   <translation>Was sich in der Region abhebt, ist nicht rund; einen runden Einsatz oder ein Gefäß wählen.</translation>
  </message>
  <message>
   <source>8 bit, sent as they are: this program bends no curve</source>
   <extracomment>display_check</extracomment>
   <translation>8 Bit, gesendet, wie sie sind: dieses Programm verbiegt keine Kurve</translation>
  </message>
  <message>
   <source>Color depth</source>
   <extracomment>display_check</extracomment>
   <translation>Farbtiefe</translation>
  </message>
  <message>
   <source>Display check</source>
   <extracomment>display_check</extracomment>
   <translation>Bildschirmprüfung</translation>
  </message>
  <message>
   <source>Do you see a square in the black field, and one in the white field?</source>
   <extracomment>display_check</extracomment>
   <translation>Sehen Sie ein Quadrat im schwarzen Feld und eines im weißen Feld?</translation>
  </message>
  <message>
   <source>Gray values</source>
   <extracomment>display_check</extracomment>
   <translation>Grauwerte</translation>
  </message>
  <message>
   <source>I see both</source>
   <extracomment>display_check</extracomment>
   <translation>Ich sehe beide</translation>
  </message>
  <message>
   <source>Last answer on this screen: {0}, {1}.</source>
   <extracomment>display_check</extracomment>
   <translation>Letzte Antwort auf diesem Bildschirm: {0}, {1}.</translation>
  </message>
  <message>
   <source>Not answered on this screen yet.</source>
   <extracomment>display_check</extracomment>
   <translation>Auf diesem Bildschirm noch nicht beantwortet.</translation>
  </message>
  <message>
   <source>Not both</source>
   <extracomment>display_check</extracomment>
   <translation>Nicht beide</translation>
  </message>
  <message>
   <source>Note for this screen that a square is missing: raise the black level or the contrast</source>
   <extracomment>display_check</extracomment>
   <translation>Für diesen Bildschirm festhalten, dass ein Quadrat fehlt: Schwarzwert oder Kontrast erhöhen</translation>
  </message>
  <message>
   <source>Note for this screen that both squares can be seen</source>
   <extracomment>display_check</extracomment>
   <translation>Für diesen Bildschirm festhalten, dass beide Quadrate zu sehen sind</translation>
  </message>
  <message>
   <source>Pixels</source>
   <extracomment>display_check</extracomment>
   <translation>Pixel</translation>
  </message>
  <message>
   <source>Refresh rate</source>
   <extracomment>display_check</extracomment>
   <translation>Bildwiederholrate</translation>
  </message>
  <message>
   <source>Scale factor</source>
   <extracomment>display_check</extracomment>
   <translation>Skalierung</translation>
  </message>
  <message>
   <source>Screen</source>
   <extracomment>display_check</extracomment>
   <translation>Bildschirm</translation>
  </message>
  <message>
   <source>Screen without a name</source>
   <extracomment>display_check</extracomment>
   <translation>Bildschirm ohne Namen</translation>
  </message>
  <message>
   <source>Size, pixel pitch</source>
   <extracomment>display_check</extracomment>
   <translation>Größe, Pixelabstand</translation>
  </message>
  <message>
   <source>Software cannot know luminance, contrast ratio, ambient light, or whether the screen is calibrated to the DICOM gray scale (GSDF): that takes a photometer. This page replaces no acceptance test.</source>
   <extracomment>display_check</extracomment>
   <translation>Software kann Leuchtdichte, Kontrastverhältnis, Umgebungslicht und die Kalibrierung des Bildschirms auf die DICOM-Graustufenkennlinie (GSDF) nicht kennen: dazu braucht es ein Photometer. Diese Seite ersetzt keine Abnahme- oder Konstanzprüfung.</translation>
  </message>
  <message>
   <source>a square not seen</source>
   <extracomment>display_check</extracomment>
   <translation>ein Quadrat nicht gesehen</translation>
  </message>
  <message>
   <source>both squares seen</source>
   <extracomment>display_check</extracomment>
   <translation>beide Quadrate gesehen</translation>
  </message>
  <message>
   <source>the screen does not tell</source>
   <extracomment>display_check</extracomment>
   <translation>der Bildschirm sagt es nicht</translation>
  </message>
  <message>
   <source>Gray steps, 5 % in black, 95 % in white, and lines of 1 to 3 pixels</source>
   <extracomment>display_pattern</extracomment>
   <translation>Graustufen, 5 % in Schwarz, 95 % in Weiß, und Linien von 1 bis 3 Pixeln</translation>
  </message>
  <message>
   <source>Synthetic pattern, not TG18</source>
   <extracomment>display_pattern</extracomment>
   <translation>Synthetisches Muster, nicht TG18</translation>
  </message>
  <message>
   <source>Synthetic pattern, not TG18: gray steps, two squares, line pairs</source>
   <extracomment>display_pattern</extracomment>
   <translation>Synthetisches Muster, nicht TG18: Graustufen, zwei Quadrate, Linienpaare</translation>
  </message>
  <message>
   <source>{0} % in {1} %</source>
   <extracomment>display_pattern</extracomment>
   <translation>{0} % in {1} %</translation>
  </message>
  <message>
   <source>{0} px</source>
   <extracomment>display_pattern</extracomment>
   <translation>{0} px</translation>
  </message>
  <message>
   <source>A dose is above 0 and at most 1 of the scan, not {0}.</source>
   <extracomment>dose</extracomment>
   <translation>Eine Dosis liegt über 0 und höchstens bei 1 des Scans, nicht bei {0}.</translation>
  </message>
  <message>
   <source>A scan needs a positive number of photons per ray.</source>
   <extracomment>dose</extracomment>
   <translation>Ein Scan braucht eine positive Zahl von Photonen pro Strahl.</translation>
  </message>
  <message>
   <source>set by the user</source>
   <extracomment>dose</extracomment>
   <translation>vom Benutzer gesetzt</translation>
  </message>
  <message>
   <source>Contrast agent that was given, as chosen when the scans were opened.</source>
   <extracomment>dose_agent</extracomment>
   <translation>Das Kontrastmittel, das gegeben wurde, wie beim Öffnen der Scans gewählt.</translation>
  </message>
  <message>
   <source>Contrast dose as a fraction of the standard dose of {0}, 1 to 100 %, logarithmic.</source>
   <extracomment>dose_agent</extracomment>
   <translation>Kontrastmitteldosis als Anteil der Standarddosis von {0}, 1 bis 100 %, logarithmisch.</translation>
  </message>
  <message>
   <source>Drag freely; click for a mark; [ ], arrow keys or Alt+wheel for one mark; double-click for 10 %.</source>
   <extracomment>dose_agent</extracomment>
   <translation>Frei ziehen; klicken für eine Marke; [ ], Pfeiltasten oder Alt+Mausrad für eine Marke; Doppelklick für 10 %.</translation>
  </message>
  <message>
   <source>Field</source>
   <extracomment>dose_agent</extracomment>
   <translation>Feldstärke</translation>
  </message>
  <message>
   <source>Field strength of the scanner, in T: T1 and the relaxivity depend on it.</source>
   <extracomment>dose_agent</extracomment>
   <translation>Feldstärke des Geräts, in T: T1 und die Relaxivität hängen davon ab.</translation>
  </message>
  <message>
   <source>Lesion CNR: mean enhancement (CE) in the region over the SD of CE in the brain of this slice
outside of what enhances, which is at least that of the loaded scan. Dots: doses visited; letters: panes.</source>
   <extracomment>dose_agent</extracomment>
   <translation>CNR der Läsion: mittlere Anreicherung (CE) in der Region durch die SD der CE im Gehirn dieser Schicht
außerhalb dessen, was anreichert, die mindestens die des geladenen Scans ist. Punkte: besuchte Dosen; Buchstaben: Bildfelder.</translation>
  </message>
  <message>
   <source>Noise of the subtraction image, after − before contrast: SD in the brain outside of what enhances, in units of the 95 % quantile before contrast (a.u.).</source>
   <extracomment>dose_agent</extracomment>
   <translation>Rauschen des Subtraktionsbildes, nach − vor Kontrastmittel: SD im Gehirn außerhalb dessen, was anreichert, in Einheiten des 95-%-Quantils vor Kontrastmittel (a.u.).</translation>
  </message>
  <message>
   <source>Noise σ, CE</source>
   <extracomment>dose_agent</extracomment>
   <translation>Rauschen σ, CE</translation>
  </message>
  <message>
   <source>Relaxivity r₁</source>
   <extracomment>dose_agent</extracomment>
   <translation>Relaxivität r₁</translation>
  </message>
  <message>
   <source>Rise of the relaxation rate per concentration, in L/(mmol·s), in plasma at 37 °C (Shen et al. 2015).</source>
   <extracomment>dose_agent</extracomment>
   <translation>Anstieg der Relaxationsrate je Konzentration, in L/(mmol·s), in Plasma bei 37 °C (Shen et al. 2015).</translation>
  </message>
  <message>
   <source>Scan {0}</source>
   <extracomment>dose_agent</extracomment>
   <translation>Scan {0}</translation>
  </message>
  <message>
   <source>The low dose was measured: only the gain of the prediction can be changed.</source>
   <extracomment>dose_agent</extracomment>
   <translation>Die niedrige Dosis wurde gemessen: nur die Verstärkung der Vorhersage lässt sich ändern.</translation>
  </message>
  <message>
   <source>A notch is 0.64×.</source>
   <extracomment>dose_axis</extracomment>
   <translation>Eine Raste ist 0.64×.</translation>
  </message>
  <message>
   <source>A notch is 0.64×: 25 % more noise, just noticeable.</source>
   <extracomment>dose_axis</extracomment>
   <translation>Eine Raste ist 0.64×: 25 % mehr Rauschen, gerade wahrnehmbar.</translation>
  </message>
  <message>
   <source>A notch is 0.64×: 25 % more quantum noise, just noticeable.</source>
   <extracomment>dose_axis</extracomment>
   <translation>Eine Raste ist 0.64×: 25 % mehr Quantenrauschen, gerade wahrnehmbar.</translation>
  </message>
  <message>
   <source>Dose as a fraction of the scan, 1 to 100 %, logarithmic. {0}
Drag freely; click for a notch; [ ], arrow keys or Alt+wheel for one notch; double-click for 17 %.
Dashed: {1}</source>
   <extracomment>dose_axis</extracomment>
   <translation>Dosis als Anteil des Scans, 1 bis 100 %, logarithmisch. {0}
Frei ziehen; Klick für eine Raste; [ ], Pfeiltasten oder Alt+Rad für eine Raste; Doppelklick für 17 %.
Gestrichelt: {1}</translation>
  </message>
  <message>
   <source>Dose axis</source>
   <extracomment>dose_axis</extracomment>
   <translation>Dosisachse</translation>
  </message>
  <message>
   <source>Expected σ: computed for the region from the photons and the electronic noise of every ray.
Shaded: where the measured σ is above that.</source>
   <extracomment>dose_axis</extracomment>
   <translation>Erwartetes σ: für die Region aus den Photonen und dem Elektronikrauschen jedes Strahls berechnet.
Schattiert: wo das gemessene σ darüber liegt.</translation>
  </message>
  <message>
   <source>Expected σ: that of the scan divided by the root of the dose.</source>
   <extracomment>dose_axis</extracomment>
   <translation>Erwartetes σ: das des Scans, geteilt durch die Wurzel der Dosis.</translation>
  </message>
  <message>
   <source>Expected σ: the noise of the picture and that of a whole scan at the dose.</source>
   <extracomment>dose_axis</extracomment>
   <translation>Erwartetes σ: das Rauschen des Bildes und das eines ganzen Scans bei dieser Dosis.</translation>
  </message>
  <message>
   <source>Expected σ: the noise of the picture and what your photons per ray add to it.</source>
   <extracomment>dose_axis</extracomment>
   <translation>Erwartetes σ: das Rauschen des Bildes und was die eingestellten Photonen pro Strahl hinzufügen.</translation>
  </message>
  <message>
   <source>{0}, notch {1} of 11</source>
   <extracomment>dose_axis</extracomment>
   <translation>{0}, Raste {1} von 11</translation>
  </message>
  <message>
   <source>Contrast dose</source>
   <extracomment>dose_bar</extracomment>
   <translation>Kontrastmitteldosis</translation>
  </message>
  <message>
   <source>Drag to change dose. Hold Space for full dose. Press ? for keys.</source>
   <extracomment>dose_bar</extracomment>
   <translation>Ziehen ändert die Dosis. Leertaste halten zeigt volle Dosis. ? zeigt die Tasten.</translation>
  </message>
  <message>
   <source>Scan</source>
   <extracomment>dose_bar</extracomment>
   <translation>Scan</translation>
  </message>
  <message>
   <source>These projections are not in photons: click Photons per ray and type n0 to lower the dose.</source>
   <extracomment>dose_bar</extracomment>
   <translation>Diese Projektionen sind nicht in Photonen: „Photonen pro Strahl“ anklicken und n0 eingeben, um die Dosis zu senken.</translation>
  </message>
  <message>
   <source>near notch {0} of 11</source>
   <extracomment>dose_bar</extracomment>
   <translation>nahe Raste {0} von 11</translation>
  </message>
  <message>
   <source>notch {0} of 11</source>
   <extracomment>dose_bar</extracomment>
   <translation>Raste {0} von 11</translation>
  </message>
  <message>
   <source>measured</source>
   <extracomment>dose_cnr</extracomment>
   <translation>gemessen</translation>
  </message>
  <message>
   <source>predicted</source>
   <extracomment>dose_cnr</extracomment>
   <translation>vorhergesagt</translation>
  </message>
  <message>
   <source>Lesion CNR at the doses visited; letters: panes</source>
   <extracomment>dose_cnr_paint</extracomment>
   <translation>CNR der Läsion bei den besuchten Dosen; Buchstaben: Bildfelder</translation>
  </message>
  <message>
   <source>Lesion CNR {0}</source>
   <extracomment>dose_cnr_paint</extracomment>
   <translation>CNR der Läsion {0}</translation>
  </message>
  <message>
   <source>Press E and draw an ellipse on a lesion to see its CNR here</source>
   <extracomment>dose_cnr_paint</extracomment>
   <translation>E drücken und eine Ellipse auf eine Läsion zeichnen, um hier ihr CNR zu sehen</translation>
  </message>
  <message>
   <source>CTDIvol: dose in a CTDI phantom, in mGy, times the dose fraction.</source>
   <extracomment>dose_facts</extracomment>
   <translation>CTDIvol: Dosis in einem CTDI-Phantom, in mGy, mal Dosisanteil.</translation>
  </message>
  <message>
   <source>DLP, estimated</source>
   <extracomment>dose_facts</extracomment>
   <translation>DLP, geschätzt</translation>
  </message>
  <message>
   <source>Dose-length product, in mGy·cm: CTDIvol × length of the volume; over-ranging is not in it.</source>
   <extracomment>dose_facts</extracomment>
   <translation>Dosis-Längen-Produkt in mGy·cm: CTDIvol × Länge des Volumens; ohne Overranging.</translation>
  </message>
  <message>
   <source>Effective mAs</source>
   <extracomment>dose_facts</extracomment>
   <translation>Effektive mAs</translation>
  </message>
  <message>
   <source>Insert: adds only the noise that is missing, so 100 % is the loaded picture.</source>
   <extracomment>dose_facts</extracomment>
   <translation>Einfügen: fügt nur das fehlende Rauschen hinzu, sodass 100 % das geladene Bild ist.</translation>
  </message>
  <message>
   <source>Low dose by</source>
   <extracomment>dose_facts</extracomment>
   <translation>Niedrigdosis durch</translation>
  </message>
  <message>
   <source>Photons per ray</source>
   <extracomment>dose_facts</extracomment>
   <translation>Photonen pro Strahl</translation>
  </message>
  <message>
   <source>Rescan: projects the picture on a finer grid, adds all noise and reconstructs it.</source>
   <extracomment>dose_facts</extracomment>
   <translation>Rescan: projiziert das Bild auf einem feineren Gitter, fügt alles Rauschen hinzu und rekonstruiert es.</translation>
  </message>
  <message>
   <source>Size-specific dose estimate, in mGy: CTDIvol × f(water-equivalent diameter) (AAPM 204, 220).</source>
   <extracomment>dose_facts</extracomment>
   <translation>Größenspezifische Dosisabschätzung in mGy: CTDIvol × f(wasseräquivalenter Durchmesser) (AAPM 204, 220).</translation>
  </message>
  <message>
   <source>The grain of this scan's noise is coarser than filtered back-projection leaves it, as after iterative reconstruction: simulated noise has about its strength, but a finer grain.</source>
   <extracomment>dose_facts</extracomment>
   <translation>Das Rauschen dieser Aufnahme ist grobkörniger, als gefilterte Rückprojektion es lässt, wie nach iterativer Rekonstruktion: simuliertes Rauschen hat etwa seine Stärke, aber ein feineres Korn.</translation>
  </message>
  <message>
   <source>The slice is being measured.</source>
   <extracomment>dose_facts</extracomment>
   <translation>Die Schicht wird vermessen.</translation>
  </message>
  <message>
   <source>This volume is not in HU: there is no X-ray dose to lower.</source>
   <extracomment>dose_facts</extracomment>
   <translation>Dieses Volumen ist nicht in HU: es gibt keine Röntgendosis zu senken.</translation>
  </message>
  <message>
   <source>Tube current × rotation time / pitch, in mAs, times the dose fraction.</source>
   <extracomment>dose_facts</extracomment>
   <translation>Röhrenstrom × Rotationszeit / Pitch, in mAs, mal Dosisanteil.</translation>
  </message>
  <message>
   <source>mAs as recorded</source>
   <extracomment>dose_facts</extracomment>
   <translation>mAs wie aufgezeichnet</translation>
  </message>
  <message>
   <source>mAs as recorded, times the dose fraction; some vendors mean mAs, others effective mAs.</source>
   <extracomment>dose_facts</extracomment>
   <translation>mAs wie aufgezeichnet, mal Dosisanteil; manche Hersteller meinen mAs, andere effektive mAs.</translation>
  </message>
  <message>
   <source>n0 estimated from flat fields: {0} counts per photon.</source>
   <extracomment>dose_facts</extracomment>
   <translation>n0 aus Hellbildern geschätzt: {0} Zählungen pro Photon.</translation>
  </message>
  <message>
   <source>n0 estimated from {0} patches{1}.</source>
   <extracomment>dose_facts</extracomment>
   <translation>n0 aus {0} Stellen geschätzt{1}.</translation>
  </message>
  <message>
   <source>n0 estimated from {0} patches{1}; coarse grain.</source>
   <extracomment>dose_facts</extracomment>
   <translation>n0 aus {0} Flächen geschätzt{1}; grobes Korn.</translation>
  </message>
  <message>
   <source>n0 from the scanner model “{0}”{1}.</source>
   <extracomment>dose_facts</extracomment>
   <translation>n0 aus dem Scannermodell „{0}“{1}.</translation>
  </message>
  <message>
   <source>n0 is the default. {0}</source>
   <extracomment>dose_facts</extracomment>
   <translation>n0 ist der Vorgabewert. {0}</translation>
  </message>
  <message>
   <source>n0 is unknown: the projections are not in photons.</source>
   <extracomment>dose_facts</extracomment>
   <translation>n0 ist unbekannt: die Projektionen sind nicht in Photonen.</translation>
  </message>
  <message>
   <source>n0 known from the simulation.</source>
   <extracomment>dose_facts</extracomment>
   <translation>n0 aus der Simulation bekannt.</translation>
  </message>
  <message>
   <source>n0 recorded by the scanner.</source>
   <extracomment>dose_facts</extracomment>
   <translation>n0 vom Scanner aufgezeichnet.</translation>
  </message>
  <message>
   <source>n0 set by the study.</source>
   <extracomment>dose_facts</extracomment>
   <translation>n0 von der Studie festgelegt.</translation>
  </message>
  <message>
   <source>n0 set by you.</source>
   <extracomment>dose_facts</extracomment>
   <translation>n0 von Hand gesetzt.</translation>
  </message>
  <message>
   <source>n0: photons per detector bin and view without the patient, at this dose and in this slice. {0} Click to set it yourself.</source>
   <extracomment>dose_facts</extracomment>
   <translation>n0: Photonen pro Detektorelement und Projektion ohne Patienten, bei dieser Dosis und in dieser Schicht. {0} Klicken, um es selbst zu setzen.</translation>
  </message>
  <message>
   <source>{0} Click to choose.</source>
   <extracomment>dose_facts</extracomment>
   <translation>{0} Klicken, um zu wählen.</translation>
  </message>
  <message>
   <source>{0} It needs CTDIvol and its phantom.</source>
   <extracomment>dose_facts</extracomment>
   <translation>{0} Dazu sind CTDIvol und sein Phantom nötig.</translation>
  </message>
  <message>
   <source>{0} It needs CTDIvol.</source>
   <extracomment>dose_facts</extracomment>
   <translation>{0} Dazu ist CTDIvol nötig.</translation>
  </message>
  <message>
   <source>{0} Phantom {1} cm.</source>
   <extracomment>dose_facts</extracomment>
   <translation>{0} Phantom {1} cm.</translation>
  </message>
  <message>
   <source>{0} The scan does not record it (0018,9345).</source>
   <extracomment>dose_facts</extracomment>
   <translation>{0} Der Scan zeichnet es nicht auf (0018,9345).</translation>
  </message>
  <message>
   <source>{0} The scan does not record it.</source>
   <extracomment>dose_facts</extracomment>
   <translation>{0} Der Scan zeichnet es nicht auf.</translation>
  </message>
  <message>
   <source>{0} Without its phantom (16 or 32 cm) it is ambiguous.</source>
   <extracomment>dose_facts</extracomment>
   <translation>{0} Ohne das Phantom (16 oder 32 cm) ist der Wert mehrdeutig.</translation>
  </message>
  <message>
   <source>{0}, phantom not recorded</source>
   <extracomment>dose_facts</extracomment>
   <translation>{0}, Phantom nicht aufgezeichnet</translation>
  </message>
  <message>
   <source>Noise σ; dashed: computed; shaded: measured above it</source>
   <extracomment>dose_paint</extracomment>
   <translation>Rauschen σ; gestrichelt: berechnet; schattiert: darüber gemessen</translation>
  </message>
  <message>
   <source>Noise σ; shaded: electronic noise and photon starvation</source>
   <extracomment>dose_paint</extracomment>
   <translation>Rauschen σ; schattiert: Elektronikrauschen und Photonenmangel</translation>
  </message>
  <message>
   <source>Press E and draw an ellipse to see the noise here</source>
   <extracomment>dose_paint</extracomment>
   <translation>E drücken und eine Ellipse zeichnen, um hier das Rauschen zu sehen</translation>
  </message>
  <message>
   <source>expected {0}</source>
   <extracomment>dose_paint</extracomment>
   <translation>erwartet {0}</translation>
  </message>
  <message>
   <source>measured {0}</source>
   <extracomment>dose_paint</extracomment>
   <translation>gemessen {0}</translation>
  </message>
  <message>
   <source>Go back to the n0 estimated from the noise of the pictures</source>
   <extracomment>dose_photons</extracomment>
   <translation>Zurück zu dem n0, das aus dem Rauschen der Bilder geschätzt wurde</translation>
  </message>
  <message>
   <source>Photons per ray along z</source>
   <extracomment>dose_photons</extracomment>
   <translation>Photonen pro Strahl entlang z</translation>
  </message>
  <message>
   <source>Photons per ray at 100 %</source>
   <extracomment>dose_photons</extracomment>
   <translation>Photonen pro Strahl bei 100 %</translation>
  </message>
  <message>
   <source>Use estimate</source>
   <extracomment>dose_photons</extracomment>
   <translation>Schätzung verwenden</translation>
  </message>
  <message>
   <source>Use the estimated photons per ray</source>
   <extracomment>dose_photons</extracomment>
   <translation>Die geschätzten Photonen pro Strahl verwenden</translation>
  </message>
  <message>
   <source>n0 at 100 % per slice; the line is the slice on show</source>
   <extracomment>dose_photons</extracomment>
   <translation>n0 bei 100 % je Schicht; die Linie ist die gezeigte Schicht</translation>
  </message>
  <message>
   <source>n0: mean photons per detector bin and view without the patient, 10² to 10⁸; type 1.7e5</source>
   <extracomment>dose_photons</extracomment>
   <translation>n0: mittlere Photonenzahl pro Detektorelement und Projektion ohne Patienten, 10² bis 10⁸; Eingabe z. B. 1.7e5</translation>
  </message>
  <message>
   <source>Estimating the photons of the scan…</source>
   <extracomment>dose_readouts</extracomment>
   <translation>Die Photonen des Scans werden geschätzt…</translation>
  </message>
  <message>
   <source>More read-outs</source>
   <extracomment>dose_readouts</extracomment>
   <translation>Weitere Anzeigen</translation>
  </message>
  <message>
   <source>Photons per ray, SSDE, DLP and how the dose is lowered</source>
   <extracomment>dose_readouts</extracomment>
   <translation>Photonen pro Strahl, SSDE, DLP und wie die Dosis gesenkt wird</translation>
  </message>
  <message>
   <source>, did not pass</source>
   <extracomment>dose_scanner</extracomment>
   <translation>, nicht bestanden</translation>
  </message>
  <message>
   <source>No scanner model</source>
   <extracomment>dose_scanner</extracomment>
   <translation>Kein Scannermodell</translation>
  </message>
  <message>
   <source>Scanner model</source>
   <extracomment>dose_scanner</extracomment>
   <translation>Scannermodell</translation>
  </message>
  <message>
   <source>Take photons, electronic noise and window of a scanner that you validated on a phantom</source>
   <extracomment>dose_scanner</extracomment>
   <translation>Photonen, elektronisches Rauschen und Fenster eines Scanners übernehmen, der an einem Phantom validiert wurde</translation>
  </message>
  <message>
   <source>Auto</source>
   <extracomment>dose_state</extracomment>
   <translation>Auto</translation>
  </message>
  <message>
   <source>Compute the pictures for the settings on show</source>
   <extracomment>dose_state</extracomment>
   <translation>Die Bilder für die gezeigten Werte berechnen</translation>
  </message>
  <message>
   <source>Full quality</source>
   <extracomment>dose_state</extracomment>
   <translation>Volle Qualität</translation>
  </message>
  <message>
   <source>Longest time that a pane took, in ms</source>
   <extracomment>dose_state</extracomment>
   <translation>Längste Rechenzeit eines Bildfelds, in ms</translation>
  </message>
  <message>
   <source>New noise: draw another seed. The grain changes, its statistics do not.</source>
   <extracomment>dose_state</extracomment>
   <translation>Neues Rauschen: anderen Startwert ziehen. Das Korn ändert sich, die Statistik nicht.</translation>
  </message>
  <message>
   <source>No study</source>
   <extracomment>dose_state</extracomment>
   <translation>Keine Studie</translation>
  </message>
  <message>
   <source>Not applied</source>
   <extracomment>dose_state</extracomment>
   <translation>Nicht angewendet</translation>
  </message>
  <message>
   <source>Out of date</source>
   <extracomment>dose_state</extracomment>
   <translation>Veraltet</translation>
  </message>
  <message>
   <source>Pictures follow every change at once; off: only on Update</source>
   <extracomment>dose_state</extracomment>
   <translation>Bilder folgen jeder Änderung sofort; aus: nur mit Aktualisieren</translation>
  </message>
  <message>
   <source>Preview</source>
   <extracomment>dose_state</extracomment>
   <translation>Vorschau</translation>
  </message>
  <message>
   <source>Refining</source>
   <extracomment>dose_state</extracomment>
   <translation>Wird verfeinert</translation>
  </message>
  <message>
   <source>Seed of the noise: the same seed gives the same noise</source>
   <extracomment>dose_state</extracomment>
   <translation>Startwert des Rauschens: gleicher Startwert, gleiches Rauschen</translation>
  </message>
  <message>
   <source>Seed{0}{1}</source>
   <extracomment>dose_state</extracomment>
   <translation>Startwert{0}{1}</translation>
  </message>
  <message>
   <source>State of the pictures in all panes</source>
   <extracomment>dose_state</extracomment>
   <translation>Zustand der Bilder in allen Bildfeldern</translation>
  </message>
  <message>
   <source>Update</source>
   <extracomment>dose_state</extracomment>
   <translation>Aktualisieren</translation>
  </message>
  <message>
   <source>Update pictures automatically</source>
   <extracomment>dose_state</extracomment>
   <translation>Bilder automatisch aktualisieren</translation>
  </message>
  <message>
   <source>Update the pictures</source>
   <extracomment>dose_state</extracomment>
   <translation>Die Bilder aktualisieren</translation>
  </message>
  <message>
   <source>Contrast dose in percent</source>
   <extracomment>dose_value</extracomment>
   <translation>Kontrastmitteldosis in Prozent</translation>
  </message>
  <message>
   <source>Dose in percent</source>
   <extracomment>dose_value</extracomment>
   <translation>Dosis in Prozent</translation>
  </message>
  <message>
   <source>Dose in percent of the scan, 1 to 100. Click, type, press Enter.</source>
   <extracomment>dose_value</extracomment>
   <translation>Dosis in Prozent des Scans, 1 bis 100. Klicken, eingeben, Eingabetaste drücken.</translation>
  </message>
  <message>
   <source>Dose in percent of the standard dose, 1 to 100. Click, type, press Enter.</source>
   <extracomment>dose_value</extracomment>
   <translation>Dosis in Prozent der Standarddosis, 1 bis 100. Klicken, eingeben, Eingabetaste drücken.</translation>
  </message>
  <message>
   <source>Type a percentage from 1 to 100.</source>
   <extracomment>dose_value</extracomment>
   <translation>Einen Prozentwert von 1 bis 100 eingeben.</translation>
  </message>
  <message>
   <source>Add region</source>
   <extracomment>drags</extracomment>
   <translation>Region hinzufügen</translation>
  </message>
  <message>
   <source>A node cannot compute cells ({0}); set it right.</source>
   <extracomment>engine</extracomment>
   <translation>Ein Knoten kann keine Zellen berechnen ({0}); das beheben.</translation>
  </message>
  <message>
   <source>A process for cells cannot begin; the log of the job tells more, or memory is short.</source>
   <extracomment>engine</extracomment>
   <translation>Ein Prozess für Zellen kann nicht beginnen; das Protokoll des Auftrags sagt mehr, oder der Speicher ist knapp.</translation>
  </message>
  <message>
   <source>Its node was lost {0} times ({1}).</source>
   <extracomment>engine</extracomment>
   <translation>Ihr Knoten ging {0}-mal verloren ({1}).</translation>
  </message>
  <message>
   <source>Its process ended {0} times; the log of the job tells more.</source>
   <extracomment>engine</extracomment>
   <translation>Ihr Prozess endete {0}-mal; das Protokoll des Auftrags sagt mehr.</translation>
  </message>
  <message>
   <source>Added to</source>
   <extracomment>enhancer</extracomment>
   <translation>Addiert zu</translation>
  </message>
  <message>
   <source>Gain</source>
   <extracomment>enhancer</extracomment>
   <translation>Verstärkung</translation>
  </message>
  <message>
   <source>Model output × {0}</source>
   <extracomment>enhancer</extracomment>
   <translation>Modellausgabe × {0}</translation>
  </message>
  <message>
   <source>One of the models that ship with the program or were trained here.</source>
   <extracomment>enhancer</extracomment>
   <translation>Eines der Modelle, die mit dem Programm kommen oder hier trainiert wurden.</translation>
  </message>
  <message>
   <source>The scan before contrast gives the standard dose, the low dose goes beyond it.</source>
   <extracomment>enhancer</extracomment>
   <translation>Die Aufnahme vor Kontrastmittel ergibt die Standarddosis, die niedrige Dosis geht darüber hinaus.</translation>
  </message>
  <message>
   <source>Times what the network predicts; 1 is the standard dose.</source>
   <extracomment>enhancer</extracomment>
   <translation>Vielfaches dessen, was das Netz vorhersagt; 1 ist die Standarddosis.</translation>
  </message>
  <message>
   <source>there is no trained model; train one first</source>
   <extracomment>enhancer</extracomment>
   <translation>es gibt kein trainiertes Modell; erst eines trainieren</translation>
  </message>
  <message>
   <source>Outside the training range: {0}.</source>
   <extracomment>enhancing</extracomment>
   <translation>Außerhalb des Trainingsbereichs: {0}.</translation>
  </message>
  <message>
   <source>The brain mask is empty; choose another mask.</source>
   <extracomment>enhancing</extracomment>
   <translation>Die Hirnmaske ist leer; eine andere Maske wählen.</translation>
  </message>
  <message>
   <source>The two scans are on different grids; register one to the other first.</source>
   <extracomment>enhancing</extracomment>
   <translation>Die beiden Scans liegen auf verschiedenen Gittern; erst einen auf den anderen registrieren.</translation>
  </message>
  <message>
   <source>noise of {0} of the signal (trained with up to {1})</source>
   <extracomment>enhancing</extracomment>
   <translation>Rauschen von {0} des Signals (trainiert bis {1})</translation>
  </message>
  <message>
   <source>r1 of {0} L/(mmol·s) (trained with {1} to {2})</source>
   <extracomment>enhancing</extracomment>
   <translation>r1 von {0} L/(mmol·s) (trainiert mit {1} bis {2})</translation>
  </message>
  <message>
   <source>voxels of {0} mm (trained with up to {1} mm)</source>
   <extracomment>enhancing</extracomment>
   <translation>Voxel von {0} mm (trainiert bis {1} mm)</translation>
  </message>
  <message>
   <source>{0} T (trained at {1} T)</source>
   <extracomment>enhancing</extracomment>
   <translation>{0} T (trainiert bei {1} T)</translation>
  </message>
  <message>
   <source>{0} of the standard dose (trained with {1} to {2})</source>
   <extracomment>enhancing</extracomment>
   <translation>{0} der Standarddosis (trainiert mit {1} bis {2})</translation>
  </message>
  <message>
   <source>At the dose of the scan no noise is inserted, so seeds change nothing; lower the dose or rescan.</source>
   <extracomment>ensemble</extracomment>
   <translation>Bei der Dosis des Scans wird kein Rauschen eingefügt, Startwerte ändern also nichts; die Dosis senken oder Rescan verwenden.</translation>
  </message>
  <message>
   <source>The method made values that are not numbers. Change its settings.</source>
   <extracomment>ensemble</extracomment>
   <translation>Die Methode erzeugte Werte, die keine Zahlen sind. Einstellungen ändern.</translation>
  </message>
  <message>
   <source>This pane shows a map and no picture of the patient; choose another method.</source>
   <extracomment>ensemble</extracomment>
   <translation>Dieses Bildfeld zeigt eine Karte und kein Bild des Patienten; eine andere Methode wählen.</translation>
  </message>
  <message>
   <source>This pane simulates no dose, so there is no noise to draw; choose a method at a lower dose.</source>
   <extracomment>ensemble</extracomment>
   <translation>Dieses Bildfeld simuliert keine Dosis, also gibt es kein Rauschen zu ziehen; eine Methode bei niedrigerer Dosis wählen.</translation>
  </message>
  <message>
   <source>has a name that ends in a dot or a space, or has an empty part</source>
   <extracomment>entry_names</extracomment>
   <translation>hat einen Namen mit Punkt oder Leerzeichen am Ende oder mit einem leeren Teil</translation>
  </message>
  <message>
   <source>has a name with characters that are no part of file names</source>
   <extracomment>entry_names</extracomment>
   <translation>hat einen Namen mit Zeichen, die nicht in Dateinamen gehören,</translation>
  </message>
  <message>
   <source>has an absolute path</source>
   <extracomment>entry_names</extracomment>
   <translation>hat einen absoluten Pfad</translation>
  </message>
  <message>
   <source>has too long a name</source>
   <extracomment>entry_names</extracomment>
   <translation>hat einen zu langen Namen</translation>
  </message>
  <message>
   <source>is named like a device</source>
   <extracomment>entry_names</extracomment>
   <translation>heißt wie ein Gerät</translation>
  </message>
  <message>
   <source>leads out of the archive</source>
   <extracomment>entry_names</extracomment>
   <translation>führt aus dem Archiv hinaus</translation>
  </message>
  <message>
   <source>The disc is seen better than by FBP at {0}, the highest dose that was measured.</source>
   <extracomment>equivalent</extracomment>
   <translation>Die Scheibe ist besser zu sehen als mit FBP bei {0}, der höchsten gemessenen Dosis.</translation>
  </message>
  <message>
   <source>The disc is seen worse than by FBP at {0}, the lowest dose that was measured.</source>
   <extracomment>equivalent</extracomment>
   <translation>Die Scheibe ist schlechter zu sehen als mit FBP bei {0}, der niedrigsten gemessenen Dosis.</translation>
  </message>
  <message>
   <source>The dose of FBP that shows the disc as well lies anywhere from {0} to {1} %, too wide to name one; take more seeds.</source>
   <extracomment>equivalent</extracomment>
   <translation>Die FBP-Dosis, die die Scheibe ebenso gut zeigt, liegt irgendwo von {0} bis {1} %, zu weit, um eine zu nennen; mehr Startwerte nehmen.</translation>
  </message>
  <message>
   <source>The dose of FBP that shows the disc as well may lie outside of {0} to {1}, where it was measured; take more seeds.</source>
   <extracomment>equivalent</extracomment>
   <translation>Die FBP-Dosis, die die Scheibe ebenso gut zeigt, kann außerhalb von {0} bis {1} liegen, wo gemessen wurde; mehr Startwerte nehmen.</translation>
  </message>
  <message>
   <source>A folder of scans with labels of liver and tumors, to measure all of these instead.</source>
   <extracomment>evaluation</extracomment>
   <translation>Ein Ordner mit Scans mit Labeln von Leber und Tumoren, um stattdessen alle diese zu messen.</translation>
  </message>
  <message>
   <source>A folder with folders mvct and planning, to measure its test patients instead.</source>
   <extracomment>evaluation</extracomment>
   <translation>Ein Ordner mit den Ordnern mvct und planning, um stattdessen dessen Testpatienten zu messen.</translation>
  </message>
  <message>
   <source>Dose policies, measured</source>
   <extracomment>evaluation</extracomment>
   <translation>Dosisstrategien, gemessen</translation>
  </message>
  <message>
   <source>Heads</source>
   <extracomment>evaluation</extracomment>
   <translation>Köpfe</translation>
  </message>
  <message>
   <source>Low-gadolinium evaluation</source>
   <extracomment>evaluation</extracomment>
   <translation>Auswertung Gadoliniumeinsparung</translation>
  </message>
  <message>
   <source>MVCT to kVCT evaluation</source>
   <extracomment>evaluation</extracomment>
   <translation>Auswertung von MVCT zu kVCT</translation>
  </message>
  <message>
   <source>Measure CE error and background of both networks and of scaled subtraction, into ``table.csv``.</source>
   <extracomment>evaluation</extracomment>
   <translation>CE-Fehler und Hintergrund beider Netze und der skalierten Subtraktion messen, in ``table.csv``.</translation>
  </message>
  <message>
   <source>Measure DIG, NSelfSSIM, HU and edges of networks and denoisers, and how well MVCT is registered.</source>
   <extracomment>evaluation</extracomment>
   <translation>DIG, NSelfSSIM, HU und Kanten von Netzen und Entrauschern messen, und wie gut MVCT registriert wird.</translation>
  </message>
  <message>
   <source>Measure PSNR, SSIM and Dice of every method of a set of models, slice by slice, into ``table.csv``.</source>
   <extracomment>evaluation</extracomment>
   <translation>PSNR, SSIM und Dice jeder Methode eines Modellsatzes messen, Schicht für Schicht, in ``table.csv``.</translation>
  </message>
  <message>
   <source>Measure quality and dose of every policy of a set, case by case, into ``table.csv``.</source>
   <extracomment>evaluation</extracomment>
   <translation>Qualität und Dosis jeder Strategie eines Satzes messen, Fall für Fall, in ``table.csv``.</translation>
  </message>
  <message>
   <source>Models</source>
   <extracomment>evaluation</extracomment>
   <translation>Modelle</translation>
  </message>
  <message>
   <source>Random ones of up to 10 mm, to register.</source>
   <extracomment>evaluation</extracomment>
   <translation>Zufällige bis 10 mm, die registriert werden.</translation>
  </message>
  <message>
   <source>Seed {0}: {1} patients to measure.</source>
   <extracomment>evaluation</extracomment>
   <translation>Startwert {0}: {1} Patienten zu messen.</translation>
  </message>
  <message>
   <source>Shifts</source>
   <extracomment>evaluation</extracomment>
   <translation>Verschiebungen</translation>
  </message>
  <message>
   <source>Synthetic ones, held back from training.</source>
   <extracomment>evaluation</extracomment>
   <translation>Synthetische, vom Training zurückgehalten.</translation>
  </message>
  <message>
   <source>Task-adaptive evaluation</source>
   <extracomment>evaluation</extracomment>
   <translation>Auswertung aufgabenadaptiv</translation>
  </message>
  <message>
   <source>The folder models of a finished evaluation set.</source>
   <extracomment>evaluation</extracomment>
   <translation>Der Ordner models eines fertigen Auswertungssatzes.</translation>
  </message>
  <message>
   <source>The folder models of a finished set.</source>
   <extracomment>evaluation</extracomment>
   <translation>Der Ordner models eines fertigen Satzes.</translation>
  </message>
  <message>
   <source>The report is in report.txt, plots are in plots.pdf.</source>
   <extracomment>evaluation</extracomment>
   <translation>Der Bericht steht in report.txt, Diagramme in plots.pdf.</translation>
  </message>
  <message>
   <source>The report is in report.txt.</source>
   <extracomment>evaluation</extracomment>
   <translation>Der Bericht steht in report.txt.</translation>
  </message>
  <message>
   <source>There is no MVCT to measure in {0}; add patients.</source>
   <extracomment>evaluation</extracomment>
   <translation>In {0} ist kein MVCT zum Messen; Patienten hinzufügen.</translation>
  </message>
  <message>
   <source>There is no planning CT of test patients in {0}; add patients.</source>
   <extracomment>evaluation</extracomment>
   <translation>In {0} ist kein Planungs-CT von Testpatienten; Patienten hinzufügen.</translation>
  </message>
  <message>
   <source>densest path</source>
   <extracomment>evaluation</extracomment>
   <translation>dichtester Weg</translation>
  </message>
  <message>
   <source>evaluation, slice {0}</source>
   <extracomment>evaluation</extracomment>
   <translation>Auswertung, Schicht {0}</translation>
  </message>
  <message>
   <source>photons needed for the target</source>
   <extracomment>evaluation</extracomment>
   <translation>für das Ziel nötige Photonen</translation>
  </message>
  <message>
   <source>photons per ray</source>
   <extracomment>evaluation</extracomment>
   <translation>Photonen je Strahl</translation>
  </message>
  <message>
   <source>synthetic patient</source>
   <extracomment>evaluation</extracomment>
   <translation>synthetischer Patient</translation>
  </message>
  <message>
   <source>{0} heads to measure.</source>
   <extracomment>evaluation</extracomment>
   <translation>{0} Köpfe zu messen.</translation>
  </message>
  <message>
   <source>{0} patients to measure; σ of NSelfSSIM {1} HU.</source>
   <extracomment>evaluation</extracomment>
   <translation>{0} Patienten zu messen; σ von NSelfSSIM {1} HU.</translation>
  </message>
  <message>
   <source>{0} synthetic heads held back from training, noise of {1}; preset {2}, {3} steps.</source>
   <extracomment>evaluation</extracomment>
   <translation>{0} synthetische Köpfe, vom Training zurückgehalten, Rauschen {1}; Vorgabe {2}, {3} Schritte.</translation>
  </message>
  <message>
   <source>{0} {1}, {2} photons per ray; preset {3}, {4} seeds, {5} steps each, {6} h.</source>
   <extracomment>evaluation</extracomment>
   <translation>{0} {1}, {2} Photonen pro Strahl; Vorgabe {3}, {4} Startwerte, je {5} Schritte, {6} h.</translation>
  </message>
  <message>
   <source>{0}: {1} cases at every dose.</source>
   <extracomment>evaluation</extracomment>
   <translation>{0}: {1} Fälle bei jeder Dosis.</translation>
  </message>
  <message>
   <source>Path</source>
   <extracomment>events</extracomment>
   <translation>Pfad</translation>
  </message>
  <message>
   <source>Time</source>
   <extracomment>events</extracomment>
   <translation>Zeit</translation>
  </message>
  <message>
   <source>A file of torchvision's weights for the perceptual loss; empty for a fixed bank of filters, which is not VGG.</source>
   <extracomment>everything</extracomment>
   <translation>Eine Datei mit den Gewichten von torchvision für den Wahrnehmungsverlust; leer für eine feste Bank von Filtern, die nicht VGG ist.</translation>
  </message>
  <message>
   <source>A folder with folders mvct and planning, a file or folder per patient in either; without mvct it is simulated. Empty for synthetic heads and necks.</source>
   <extracomment>everything</extracomment>
   <translation>Ein Ordner mit den Ordnern mvct und planning, in jedem eine Datei oder ein Ordner pro Patient; ohne mvct wird es simuliert. Leer für synthetische Köpfe und Hälse.</translation>
  </message>
  <message>
   <source>Clinical</source>
   <extracomment>everything</extracomment>
   <translation>Klinisch</translation>
  </message>
  <message>
   <source>Desk</source>
   <extracomment>everything</extracomment>
   <translation>Arbeitsplatz</translation>
  </message>
  <message>
   <source>Dose policies</source>
   <extracomment>everything</extracomment>
   <translation>Dosisstrategien</translation>
  </message>
  <message>
   <source>Empty for those of the preset.</source>
   <extracomment>everything</extracomment>
   <translation>Leer für die der Vorgabe.</translation>
  </message>
  <message>
   <source>Evaluation set</source>
   <extracomment>everything</extracomment>
   <translation>Auswertungssatz</translation>
  </message>
  <message>
   <source>Leak</source>
   <extracomment>everything</extracomment>
   <translation>Leck</translation>
  </message>
  <message>
   <source>Learning above the target; 0 as published.</source>
   <extracomment>everything</extracomment>
   <translation>Lernen über dem Ziel; 0 wie veröffentlicht.</translation>
  </message>
  <message>
   <source>Low-gadolinium set</source>
   <extracomment>everything</extracomment>
   <translation>Satz Gadoliniumeinsparung</translation>
  </message>
  <message>
   <source>MVCT to kVCT set</source>
   <extracomment>everything</extracomment>
   <translation>Satz für MVCT zu kVCT</translation>
  </message>
  <message>
   <source>Of each network, without its last round; empty for those of the preset.</source>
   <extracomment>everything</extracomment>
   <translation>Je Netz, ohne seine letzte Runde; leer für die der Voreinstellung.</translation>
  </message>
  <message>
   <source>Of each network; empty for the preset's.</source>
   <extracomment>everything</extracomment>
   <translation>Jedes Netzes; leer für die der Voreinstellung.</translation>
  </message>
  <message>
   <source>Of each network; empty for those of the preset.</source>
   <extracomment>everything</extracomment>
   <translation>Jedes Netzes; leer für die der Vorgabe.</translation>
  </message>
  <message>
   <source>Paper</source>
   <extracomment>everything</extracomment>
   <translation>Publikation</translation>
  </message>
  <message>
   <source>Preset</source>
   <extracomment>everything</extracomment>
   <translation>Vorgabe</translation>
  </message>
  <message>
   <source>Quality given for an e-fold of dose.</source>
   <extracomment>everything</extracomment>
   <translation>Qualität, die für das e-Fache an Dosis gegeben wird.</translation>
  </message>
  <message>
   <source>Small</source>
   <extracomment>everything</extracomment>
   <translation>Klein</translation>
  </message>
  <message>
   <source>Small: 64², 16 to 300 slices. Paper: 256², full width, 16 to 2745 slices.</source>
   <extracomment>everything</extracomment>
   <translation>Klein: 64², 16 bis 300 Schichten. Publikation: 256², volle Breite, 16 bis 2745 Schichten.</translation>
  </message>
  <message>
   <source>Small: 64², a quarter of the width. Paper: 512², full width, as published.</source>
   <extracomment>everything</extracomment>
   <translation>Klein: 64², ein Viertel der Breite. Publikation: 512², volle Breite, wie veröffentlicht.</translation>
  </message>
  <message>
   <source>Small: 64², to try it. Desk: 200², for doses of scans, an hour without a GPU. Clinical: 320², on a GPU. Of these the target is what a fixed dose reaches on average. Paper: LoDoPaB-CT's size, 38.57 dB.</source>
   <extracomment>everything</extracomment>
   <translation>Klein: 64², zum Probieren. Arbeitsplatz: 200², für Dosen von Aufnahmen, eine Stunde ohne GPU. Klinisch: 320², auf einer GPU. Ziel dieser ist, was eine feste Dosis im Mittel erreicht. Veröffentlichung: Größe von LoDoPaB-CT, 38,57 dB.</translation>
  </message>
  <message>
   <source>Small: voxels of 2.5 mm, a quarter of the width. Paper: 0.5 mm, as published.</source>
   <extracomment>everything</extracomment>
   <translation>Klein: Voxel von 2.5 mm, ein Viertel der Breite. Publikation: 0.5 mm, wie veröffentlicht.</translation>
  </message>
  <message>
   <source>The card of the evaluation set in {0} is damaged; train it again.</source>
   <extracomment>everything</extracomment>
   <translation>Die Karte des Auswertungssatzes in {0} ist beschädigt; neu trainieren.</translation>
  </message>
  <message>
   <source>The card of the set in {0} is damaged; train it again.</source>
   <extracomment>everything</extracomment>
   <translation>Die Karte des Satzes in {0} ist beschädigt; neu trainieren.</translation>
  </message>
  <message>
   <source>The set is finished: {0} networks in {1} hours.</source>
   <extracomment>everything</extracomment>
   <translation>Der Satz ist fertig: {0} Netze in {1} Stunden.</translation>
  </message>
  <message>
   <source>The set is finished: {0} networks, target {1} dB.</source>
   <extracomment>everything</extracomment>
   <translation>Der Satz ist fertig: {0} Netze, Ziel {1} dB.</translation>
  </message>
  <message>
   <source>The set is finished: {0} networks.</source>
   <extracomment>everything</extracomment>
   <translation>Der Satz ist fertig: {0} Netze.</translation>
  </message>
  <message>
   <source>There is no finished evaluation set in {0}; run ldct-studio train task_adaptive:all, or resume it.</source>
   <extracomment>everything</extracomment>
   <translation>In {0} ist kein fertiger Auswertungssatz; ldct-studio train task_adaptive:all ausführen oder fortsetzen.</translation>
  </message>
  <message>
   <source>There is no finished set in {0}; run ldct-studio train alara:all, or resume it.</source>
   <extracomment>everything</extracomment>
   <translation>In {0} ist kein fertiger Satz; ldct-studio train alara:all ausführen oder fortsetzen.</translation>
  </message>
  <message>
   <source>There is no finished set in {0}; run ldct-studio train gadolinium:all, or resume it.</source>
   <extracomment>everything</extracomment>
   <translation>In {0} ist kein fertiger Satz; ldct-studio train gadolinium:all ausführen oder fortsetzen.</translation>
  </message>
  <message>
   <source>There is no finished set in {0}; run ldct-studio train mvct_to_kvct:all, or resume it.</source>
   <extracomment>everything</extracomment>
   <translation>In {0} ist kein fertiger Satz; ldct-studio train mvct_to_kvct:all ausführen oder fortsetzen.</translation>
  </message>
  <message>
   <source>Train ALARA and the rules it is compared with, each at the doses at which it is scored.</source>
   <extracomment>everything</extracomment>
   <translation>ALARA und die Regeln trainieren, mit denen es verglichen wird, jede bei den Dosen, bei denen sie bewertet wird.</translation>
  </message>
  <message>
   <source>Train plain and structure-preserving CycleGAN on several sizes of data, and without each loss.</source>
   <extracomment>everything</extracomment>
   <translation>Einfaches und strukturerhaltendes CycleGAN mit mehreren Datenmengen trainieren, und ohne je einen Verlust.</translation>
  </message>
  <message>
   <source>Train segmenter, base, task-adaptive and joint networks for every seed, as the table needs them.</source>
   <extracomment>everything</extracomment>
   <translation>Segmentierer, Basis-, aufgabenadaptive und gemeinsame Netze für jeden Startwert trainieren, wie die Tabelle sie braucht.</translation>
  </message>
  <message>
   <source>Train the network that is told how a scan was made, and the one that is told nothing.</source>
   <extracomment>everything</extracomment>
   <translation>Das Netz, das erfährt, wie eine Aufnahme entstand, und das, das nichts davon erfährt, trainieren.</translation>
  </message>
  <message>
   <source>Weights of VGG16</source>
   <extracomment>everything</extracomment>
   <translation>Gewichte von VGG16</translation>
  </message>
  <message>
   <source>weights of {0}</source>
   <extracomment>everything</extracomment>
   <translation>Gewichte von {0}</translation>
  </message>
  <message>
   <source>A folder of scans to learn from as well, with a file or folder per patient.</source>
   <extracomment>examples</extracomment>
   <translation>Ein Ordner mit Scans, aus denen ebenfalls gelernt wird, mit einer Datei oder einem Ordner je Patient.</translation>
  </message>
  <message>
   <source>Fewest counts</source>
   <extracomment>examples</extracomment>
   <translation>Kleinste Zählung</translation>
  </message>
  <message>
   <source>Fractions of a scanned full dose, log-uniform.</source>
   <extracomment>examples</extracomment>
   <translation>Anteile einer gescannten vollen Dosis, logarithmisch gleichverteilt.</translation>
  </message>
  <message>
   <source>Full and quarter dose</source>
   <extracomment>examples</extracomment>
   <translation>Volle und Vierteldosis</translation>
  </message>
  <message>
   <source>Hann 0.64</source>
   <extracomment>examples</extracomment>
   <translation>Hann 0.64</translation>
  </message>
  <message>
   <source>Layout of the scans</source>
   <extracomment>examples</extracomment>
   <translation>Aufbau der Scans</translation>
  </message>
  <message>
   <source>Learn from slices with lesions alone, and from patches around one of them.</source>
   <extracomment>examples</extracomment>
   <translation>Nur aus Schichten mit Läsionen lernen, und aus Ausschnitten um eine davon.</translation>
  </message>
  <message>
   <source>LiTS</source>
   <extracomment>examples</extracomment>
   <translation>LiTS</translation>
  </message>
  <message>
   <source>Liver and tumors of fixed HU, as in the published study; or six classes.</source>
   <extracomment>examples</extracomment>
   <translation>Leber und Tumoren mit festen HU, wie in der veröffentlichten Studie; oder sechs Klassen.</translation>
  </message>
  <message>
   <source>LoDoPaB-CT</source>
   <extracomment>examples</extracomment>
   <translation>LoDoPaB-CT</translation>
  </message>
  <message>
   <source>Noise free</source>
   <extracomment>examples</extracomment>
   <translation>Rauschfrei</translation>
  </message>
  <message>
   <source>Of the batches, where there are scans.</source>
   <extracomment>examples</extracomment>
   <translation>An den Batches, wo es Scans gibt.</translation>
  </message>
  <message>
   <source>Patches of a slice</source>
   <extracomment>examples</extracomment>
   <translation>Ausschnitte je Schicht</translation>
  </message>
  <message>
   <source>Per ray, log-uniform.</source>
   <extracomment>examples</extracomment>
   <translation>Pro Strahl, logarithmisch gleichverteilt.</translation>
  </message>
  <message>
   <source>Photons, from</source>
   <extracomment>examples</extracomment>
   <translation>Photonen, von</translation>
  </message>
  <message>
   <source>Photons, to</source>
   <extracomment>examples</extracomment>
   <translation>Photonen, bis</translation>
  </message>
  <message>
   <source>Reproduction</source>
   <extracomment>examples</extracomment>
   <translation>Reproduktion</translation>
  </message>
  <message>
   <source>Scanned</source>
   <extracomment>examples</extracomment>
   <translation>Gescannt</translation>
  </message>
  <message>
   <source>Share of scans</source>
   <extracomment>examples</extracomment>
   <translation>Anteil der Scans</translation>
  </message>
  <message>
   <source>Side of what is cut out of a slice to learn from; 0 takes the whole slice.</source>
   <extracomment>examples</extracomment>
   <translation>Seite dessen, was zum Lernen aus einer Schicht geschnitten wird; 0 nimmt die ganze Schicht.</translation>
  </message>
  <message>
   <source>The drawn slice itself, its reconstruction without noise, or a scan with its own noise; photons are then those of full dose.</source>
   <extracomment>examples</extracomment>
   <translation>Die gezeichnete Schicht selbst, ihre Rekonstruktion ohne Rauschen, oder ein Scan mit eigenem Rauschen; die Photonen sind dann die der vollen Dosis.</translation>
  </message>
  <message>
   <source>TotalSegmentator</source>
   <extracomment>examples</extracomment>
   <translation>TotalSegmentator</translation>
  </message>
  <message>
   <source>Truth</source>
   <extracomment>examples</extracomment>
   <translation>Wahrheit</translation>
  </message>
  <message>
   <source>What a ray counts at least, so that it has a logarithm.</source>
   <extracomment>examples</extracomment>
   <translation>Was ein Strahl mindestens zählt, damit er einen Logarithmus hat.</translation>
  </message>
  <message>
   <source>Window of FBP</source>
   <extracomment>examples</extracomment>
   <translation>Fenster der FBP</translation>
  </message>
  <message>
   <source>it is larger than the matrix that it is cut out of</source>
   <extracomment>examples</extracomment>
   <translation>er ist größer als die Matrix, aus der er geschnitten wird</translation>
  </message>
  <message>
   <source>Comparing pictures</source>
   <extracomment>export_desk</extracomment>
   <translation>Bilder werden verglichen</translation>
  </message>
  <message>
   <source>Drawing the plots</source>
   <extracomment>export_desk</extracomment>
   <translation>Diagramme werden gezeichnet</translation>
  </message>
  <message>
   <source>Export labels</source>
   <extracomment>export_desk</extracomment>
   <translation>Label exportieren</translation>
  </message>
  <message>
   <source>Export movie</source>
   <extracomment>export_desk</extracomment>
   <translation>Film exportieren</translation>
  </message>
  <message>
   <source>Export numbers</source>
   <extracomment>export_desk</extracomment>
   <translation>Zahlen exportieren</translation>
  </message>
  <message>
   <source>Export report</source>
   <extracomment>export_desk</extracomment>
   <translation>Bericht exportieren</translation>
  </message>
  <message>
   <source>Export {0}</source>
   <extracomment>export_desk</extracomment>
   <translation>{0} exportieren</translation>
  </message>
  <message>
   <source>Finding the labels</source>
   <extracomment>export_desk</extracomment>
   <translation>Label werden gesucht</translation>
  </message>
  <message>
   <source>Folder (*)</source>
   <extracomment>export_desk</extracomment>
   <translation>Ordner (*)</translation>
  </message>
  <message>
   <source>GIF movie (*.gif)</source>
   <extracomment>export_desk</extracomment>
   <translation>GIF-Film (*.gif)</translation>
  </message>
  <message>
   <source>Making the movie</source>
   <extracomment>export_desk</extracomment>
   <translation>Film wird erstellt</translation>
  </message>
  <message>
   <source>NIfTI (*.nii.gz);;DICOM folder (*)</source>
   <extracomment>export_desk</extracomment>
   <translation>NIfTI (*.nii.gz);;DICOM-Ordner (*)</translation>
  </message>
  <message>
   <source>Organs and lesions voxel by voxel, without patient name.</source>
   <extracomment>export_desk</extracomment>
   <translation>Organe und Läsionen Voxel für Voxel, ohne Patientennamen.</translation>
  </message>
  <message>
   <source>PNG without patient text; the recipe of every pane is in the file.</source>
   <extracomment>export_desk</extracomment>
   <translation>PNG ohne Patiententext; das Rezept jedes Bildfelds steht in der Datei.</translation>
  </message>
  <message>
   <source>Pane {0} does</source>
   <extracomment>export_desk</extracomment>
   <translation>Bildfeld {0} zeigt</translation>
  </message>
  <message>
   <source>Panes {0} do</source>
   <extracomment>export_desk</extracomment>
   <translation>Die Bildfelder {0} zeigen</translation>
  </message>
  <message>
   <source>Something else is being made. Wait for it, or cancel it.</source>
   <extracomment>export_desk</extracomment>
   <translation>Etwas anderes wird gerade erstellt. Warten oder abbrechen.</translation>
  </message>
  <message>
   <source>The labels were written to {0}.</source>
   <extracomment>export_desk</extracomment>
   <translation>Die Label wurden nach {0} geschrieben.</translation>
  </message>
  <message>
   <source>The movie was written to {0}.</source>
   <extracomment>export_desk</extracomment>
   <translation>Der Film wurde nach {0} geschrieben.</translation>
  </message>
  <message>
   <source>The numbers were saved as {0}.</source>
   <extracomment>export_desk</extracomment>
   <translation>Die Zahlen wurden als {0} gespeichert.</translation>
  </message>
  <message>
   <source>The picture was saved as {0}.</source>
   <extracomment>export_desk</extracomment>
   <translation>Das Bild wurde als {0} gespeichert.</translation>
  </message>
  <message>
   <source>The report was saved as {0}.</source>
   <extracomment>export_desk</extracomment>
   <translation>Der Bericht wurde als {0} gespeichert.</translation>
  </message>
  <message>
   <source>There are no labels. Open some, or choose a segmentation in the panel Layers.</source>
   <extracomment>export_desk</extracomment>
   <translation>Es gibt keine Label. Welche öffnen oder im Bereich Strukturen eine Segmentierung wählen.</translation>
  </message>
  <message>
   <source>There is no picture yet. Wait for the first one.</source>
   <extracomment>export_desk</extracomment>
   <translation>Es gibt noch kein Bild. Das erste abwarten.</translation>
  </message>
  <message>
   <source>WebP movie (*.webp)</source>
   <extracomment>export_desk</extracomment>
   <translation>WebP-Film (*.webp)</translation>
  </message>
  <message>
   <source>Writing the report</source>
   <extracomment>export_desk</extracomment>
   <translation>Bericht wird geschrieben</translation>
  </message>
  <message>
   <source>Writing the volume</source>
   <extracomment>export_desk</extracomment>
   <translation>Volumen wird geschrieben</translation>
  </message>
  <message>
   <source>{0} not show what the controls say. Update first, then export again.</source>
   <extracomment>export_desk</extracomment>
   <translation>{0} nicht, was die Regler sagen. Erst aktualisieren, dann nochmals exportieren.</translation>
  </message>
  <message>
   <source>{0}, where the names would stand, exists; choose another name.</source>
   <extracomment>export_desk</extracomment>
   <translation>{0}, wo die Namen stehen würden, gibt es schon; einen anderen Namen wählen.</translation>
  </message>
  <message>
   <source> at {0}</source>
   <extracomment>export_labels</extracomment>
   <translation> bei {0}</translation>
  </message>
  <message>
   <source>Finding labels in {0} of {1} slices</source>
   <extracomment>export_labels</extracomment>
   <translation>Label werden gesucht: {0} von {1} Schichten</translation>
  </message>
  <message>
   <source>Found by {0} in {1}</source>
   <extracomment>export_labels</extracomment>
   <translation>Von {0} gefunden in {1}</translation>
  </message>
  <message>
   <source>No scan is open any more. Open one and save its labels again.</source>
   <extracomment>export_labels</extracomment>
   <translation>Es ist kein Scan mehr offen. Einen öffnen und die Label nochmals speichern.</translation>
  </message>
  <message>
   <source>Writing the labels</source>
   <extracomment>export_labels</extracomment>
   <translation>Label werden geschrieben</translation>
  </message>
  <message>
   <source>pane {0}, {1}{2}</source>
   <extracomment>export_labels</extracomment>
   <translation>Bildfeld {0}, {1}{2}</translation>
  </message>
  <message>
   <source>{0} finds no labels. Choose another segmentation.</source>
   <extracomment>export_labels</extracomment>
   <translation>{0} findet keine Label. Eine andere Segmentierung wählen.</translation>
  </message>
  <message>
   <source>Making picture {0} of {1}</source>
   <extracomment>export_movie</extracomment>
   <translation>Bild {0} von {1} wird erstellt</translation>
  </message>
  <message>
   <source>No scan is open any more. Open one and make the movie again.</source>
   <extracomment>export_movie</extracomment>
   <translation>Es ist kein Scan mehr offen. Einen öffnen und den Film nochmals erstellen.</translation>
  </message>
  <message>
   <source>Of the active pane: {0}{1}.</source>
   <extracomment>export_movie</extracomment>
   <translation>Aus dem aktiven Bildfeld: {0}{1}.</translation>
  </message>
  <message>
   <source>A DICOM segmentation goes into a folder with the images that it refers to, as both have new identifiers.</source>
   <extracomment>export_options</extracomment>
   <translation>Eine DICOM-Segmentierung kommt mit den Bildern, auf die sie sich bezieht, in einen Ordner, da beide neue Kennungen haben.</translation>
  </message>
  <message>
   <source>A line under the pixels says that the dose is simulated. The text in the file says so anyway.</source>
   <extracomment>export_options</extracomment>
   <translation>Eine Zeile unter den Pixeln sagt, dass die Dosis simuliert ist. Der Text in der Datei sagt es ohnehin.</translation>
  </message>
  <message>
   <source>Active pane</source>
   <extracomment>export_options</extracomment>
   <translation>Aktives Bildfeld</translation>
  </message>
  <message>
   <source>All panes</source>
   <extracomment>export_options</extracomment>
   <translation>Alle Bildfelder</translation>
  </message>
  <message>
   <source>All slices</source>
   <extracomment>export_options</extracomment>
   <translation>Alle Schichten</translation>
  </message>
  <message>
   <source>Choose where…</source>
   <extracomment>export_options</extracomment>
   <translation>Ort wählen…</translation>
  </message>
  <message>
   <source>DICOM segmentation</source>
   <extracomment>export_options</extracomment>
   <translation>DICOM-Segmentierung</translation>
  </message>
  <message>
   <source>Doses from 100 to 1.2 %</source>
   <extracomment>export_options</extracomment>
   <translation>Dosen von 100 bis 1.2 %</translation>
  </message>
  <message>
   <source>Every</source>
   <extracomment>export_options</extracomment>
   <translation>Jede</translation>
  </message>
  <message>
   <source>Folder of PNG files</source>
   <extracomment>export_options</extracomment>
   <translation>Ordner mit PNG-Dateien</translation>
  </message>
  <message>
   <source>GIF movie</source>
   <extracomment>export_options</extracomment>
   <translation>GIF-Film</translation>
  </message>
  <message>
   <source>Go through</source>
   <extracomment>export_options</extracomment>
   <translation>Durchlaufen</translation>
  </message>
  <message>
   <source>NIfTI file</source>
   <extracomment>export_options</extracomment>
   <translation>NIfTI-Datei</translation>
  </message>
  <message>
   <source>Picture of</source>
   <extracomment>export_options</extracomment>
   <translation>Bild von</translation>
  </message>
  <message>
   <source>Save as</source>
   <extracomment>export_options</extracomment>
   <translation>Speichern als</translation>
  </message>
  <message>
   <source>Stamp “not for diagnosis”</source>
   <extracomment>export_options</extracomment>
   <translation>Stempel „nicht zur Diagnose“</translation>
  </message>
  <message>
   <source>WebP keeps noise nearly as it is. GIF opens everywhere and has few gray levels. Single PNG files keep every pixel.</source>
   <extracomment>export_options</extracomment>
   <translation>WebP erhält das Rauschen fast unverändert. GIF öffnet sich überall und hat wenige Graustufen. Einzelne PNG-Dateien erhalten jedes Pixel.</translation>
  </message>
  <message>
   <source>WebP movie</source>
   <extracomment>export_options</extracomment>
   <translation>WebP-Film</translation>
  </message>
  <message>
   <source>What</source>
   <extracomment>export_options</extracomment>
   <translation>Was</translation>
  </message>
  <message>
   <source>What to save</source>
   <extracomment>export_options</extracomment>
   <translation>Was gespeichert wird</translation>
  </message>
  <message>
   <source>{0} exists already; choose another name.</source>
   <extracomment>export_options</extracomment>
   <translation>{0} gibt es schon; einen anderen Namen wählen.</translation>
  </message>
  <message>
   <source>HTML page (*.html);;PDF (*.pdf)</source>
   <extracomment>export_paper</extracomment>
   <translation>HTML-Seite (*.html);;PDF (*.pdf)</translation>
  </message>
  <message>
   <source>The PDF could not be written; choose another place.</source>
   <extracomment>export_paper</extracomment>
   <translation>Das PDF ließ sich nicht schreiben; einen anderen Ort wählen.</translation>
  </message>
  <message>
   <source>MVCT to kVCT takes HU with air and tissue, and these values lie between {0} and {1}; bring them to HU first.</source>
   <extracomment>familiarity</extracomment>
   <translation>MVCT zu kVCT nimmt HU mit Luft und Gewebe, und diese Werte liegen zwischen {0} und {1}; zuerst in HU bringen.</translation>
  </message>
  <message>
   <source>MVCT to kVCT takes MVCT or CT in HU, and this is {0}; choose another volume.</source>
   <extracomment>familiarity</extracomment>
   <translation>MVCT zu kVCT nimmt MVCT oder CT in HU, und dies ist {0}; ein anderes Volumen wählen.</translation>
  </message>
  <message>
   <source>Outside the training range: there is no body in this slice.</source>
   <extracomment>familiarity</extracomment>
   <translation>Außerhalb des Trainingsbereichs: in dieser Schicht ist kein Körper.</translation>
  </message>
  <message>
   <source>Outside the training range: {0} is {1} (trained with {2} to {3}).</source>
   <extracomment>familiarity</extracomment>
   <translation>Außerhalb des Trainingsbereichs: {0} ist {1} (trainiert mit {2} bis {3}).</translation>
  </message>
  <message>
   <source>air within the body</source>
   <extracomment>familiarity</extracomment>
   <translation>Luft im Körper</translation>
  </message>
  <message>
   <source>area of the body</source>
   <extracomment>familiarity</extracomment>
   <translation>Fläche des Körpers</translation>
  </message>
  <message>
   <source>brightest hundredth</source>
   <extracomment>familiarity</extracomment>
   <translation>hellstes Hundertstel</translation>
  </message>
  <message>
   <source>width over depth of the body</source>
   <extracomment>familiarity</extracomment>
   <translation>Breite durch Tiefe des Körpers</translation>
  </message>
  <message>
   <source>Organs, noise-augmented, base</source>
   <extracomment>family-augmented-base</extracomment>
   <translation>Organe, mit Rausch-Augmentierung, groß</translation>
  </message>
  <message>
   <source>Trained on synthetic patients; finds no lesions.</source>
   <extracomment>family-augmented-base</extracomment>
   <translation>An synthetischen Patienten trainiert; findet keine Läsionen.</translation>
  </message>
  <message>
   <source>Organs, noise-augmented, small</source>
   <extracomment>family-augmented-small</extracomment>
   <translation>Organe, mit Rausch-Augmentierung, klein</translation>
  </message>
  <message>
   <source>Organs, with low doses, base</source>
   <extracomment>family-lowdose-base</extracomment>
   <translation>Organe, mit niedrigen Dosen, groß</translation>
  </message>
  <message>
   <source>Organs, with low doses, small</source>
   <extracomment>family-lowdose-small</extracomment>
   <translation>Organe, mit niedrigen Dosen, klein</translation>
  </message>
  <message>
   <source>Organs, plain, base</source>
   <extracomment>family-plain-base</extracomment>
   <translation>Organe, ohne Rauschen gelernt, groß</translation>
  </message>
  <message>
   <source>Organs, plain, small</source>
   <extracomment>family-plain-small</extracomment>
   <translation>Organe, ohne Rauschen gelernt, klein</translation>
  </message>
  <message>
   <source>Filtered back-projection needs views over half a turn or whole turns.</source>
   <extracomment>fbp</extracomment>
   <translation>Gefilterte Rückprojektion braucht Projektionen über eine halbe oder ganze Umdrehungen.</translation>
  </message>
  <message>
   <source>The cut-off of a window must be positive, not {0}.</source>
   <extracomment>fbp</extracomment>
   <translation>Die Grenzfrequenz eines Fensters muss positiv sein, nicht {0}.</translation>
  </message>
  <message>
   <source>Finding {0}</source>
   <extracomment>findings</extracomment>
   <translation>Befund {0}</translation>
  </message>
  <message>
   <source>not tested</source>
   <extracomment>findings</extracomment>
   <translation>nicht geprüft</translation>
  </message>
  <message>
   <source>PSNR spread, last third (dB)</source>
   <extracomment>fitting</extracomment>
   <translation>PSNR-Streuung, letztes Drittel (dB)</translation>
  </message>
  <message>
   <source>Planning CT</source>
   <extracomment>fitting</extracomment>
   <translation>Planungs-CT</translation>
  </message>
  <message>
   <source>{0}, moved in the last quarter</source>
   <extracomment>fitting</extracomment>
   <translation>{0}, Bewegung im letzten Viertel</translation>
  </message>
  <message>
   <source>No flat region of water or soft tissue was found; draw regions yourself.</source>
   <extracomment>flat_regions</extracomment>
   <translation>Keine gleichmäßige Region aus Wasser oder Weichgewebe gefunden; Regionen selbst zeichnen.</translation>
  </message>
  <message>
   <source>There is no phantom in the picture; choose other slices.</source>
   <extracomment>flat_regions</extracomment>
   <translation>Im Bild ist kein Phantom; andere Schichten wählen.</translation>
  </message>
  <message>
   <source>The folder of this patient has changed; ask again for the patients.</source>
   <extracomment>folders</extracomment>
   <translation>Der Ordner dieses Patienten hat sich geändert; die Patienten neu abfragen.</translation>
  </message>
  <message>
   <source>The series of full and of low dose do not lie at the same place; leave it out.</source>
   <extracomment>folders</extracomment>
   <translation>Die Serien voller und niedriger Dosis liegen nicht an derselben Stelle; weglassen.</translation>
  </message>
  <message>
   <source>“{0}” has the value {1}, which is no structure here; number them as docs/plugins.md says.</source>
   <extracomment>folders</extracomment>
   <translation>„{0}“ hat den Wert {1}, der hier keine Struktur ist; nummerieren, wie docs/plugins.md sagt.</translation>
  </message>
  <message>
   <source>“{0}” holds no HU, so nothing can be learned from it; leave it out.</source>
   <extracomment>folders</extracomment>
   <translation>„{0}“ enthält keine HU, daraus lässt sich nichts lernen; weglassen.</translation>
  </message>
  <message>
   <source>These methods start from the scan after contrast; choose “{0}” in the data list.</source>
   <extracomment>folding</extracomment>
   <translation>Diese Methoden gehen von der Aufnahme nach Kontrastmittel aus; „{0}“ in der Datenliste wählen.</translation>
  </message>
  <message>
   <source>Choose folder…</source>
   <extracomment>form</extracomment>
   <translation>Ordner wählen…</translation>
  </message>
  <message>
   <source>Choose the folder of “{0}”</source>
   <extracomment>form</extracomment>
   <translation>Den Ordner für „{0}“ wählen</translation>
  </message>
  <message>
   <source>Choose {0} from {1} to {2}{3}.</source>
   <extracomment>form</extracomment>
   <translation>Bitte {0} von {1} bis {2}{3} wählen.</translation>
  </message>
  <message>
   <source>Choose {0} from {1}{2} on.</source>
   <extracomment>form</extracomment>
   <translation>Bitte {0} ab {1}{2} wählen.</translation>
  </message>
  <message>
   <source>Choose {0} up to {1}{2}.</source>
   <extracomment>form</extracomment>
   <translation>Bitte {0} bis {1}{2} wählen.</translation>
  </message>
  <message>
   <source>Choose {0}.</source>
   <extracomment>form</extracomment>
   <translation>Bitte {0} wählen.</translation>
  </message>
  <message>
   <source>a number</source>
   <extracomment>form</extracomment>
   <translation>eine Zahl</translation>
  </message>
  <message>
   <source>a whole number</source>
   <extracomment>form</extracomment>
   <translation>eine ganze Zahl</translation>
  </message>
  <message>
   <source>Bins</source>
   <extracomment>found</extracomment>
   <translation>Detektorelemente</translation>
  </message>
  <message>
   <source>Bits</source>
   <extracomment>found</extracomment>
   <translation>Bits</translation>
  </message>
  <message>
   <source>Columns</source>
   <extracomment>found</extracomment>
   <translation>Spalten</translation>
  </message>
  <message>
   <source>Frame</source>
   <extracomment>found</extracomment>
   <translation>Bild</translation>
  </message>
  <message>
   <source>Full</source>
   <extracomment>found</extracomment>
   <translation>Voll</translation>
  </message>
  <message>
   <source>Number</source>
   <extracomment>found</extracomment>
   <translation>Nummer</translation>
  </message>
  <message>
   <source>Per turn</source>
   <extracomment>found</extracomment>
   <translation>Pro Umdrehung</translation>
  </message>
  <message>
   <source>Points</source>
   <extracomment>found</extracomment>
   <translation>Punkte</translation>
  </message>
  <message>
   <source>Rows</source>
   <extracomment>found</extracomment>
   <translation>Zeilen</translation>
  </message>
  <message>
   <source>Segments</source>
   <extracomment>found</extracomment>
   <translation>Segmente</translation>
  </message>
  <message>
   <source>Size</source>
   <extracomment>found</extracomment>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Slices</source>
   <extracomment>found</extracomment>
   <translation>Schichten</translation>
  </message>
  <message>
   <source>Structures</source>
   <extracomment>found</extracomment>
   <translation>Strukturen</translation>
  </message>
  <message>
   <source>Views</source>
   <extracomment>found</extracomment>
   <translation>Projektionen</translation>
  </message>
  <message>
   <source>The GPU ran out of memory. Close other programs that use it.</source>
   <extracomment>frames</extracomment>
   <translation>Der GPU-Speicher ist ausgegangen. Andere Programme schließen, die ihn nutzen.</translation>
  </message>
  <message>
   <source>The prior does not reach</source>
   <extracomment>frames</extracomment>
   <translation>Die Voruntersuchung erreicht nicht</translation>
  </message>
  <message>
   <source>The volume does not reach</source>
   <extracomment>frames</extracomment>
   <translation>Das Volumen erreicht nicht</translation>
  </message>
  <message>
   <source>Values in {0} and in {1} have no difference; show the picture of one of them.</source>
   <extracomment>frames</extracomment>
   <translation>Werte in {0} und in {1} haben keine Differenz; das Bild des einen von beiden zeigen.</translation>
  </message>
  <message>
   <source>{0} made values that are not numbers. Change its settings.</source>
   <extracomment>frames</extracomment>
   <translation>{0} erzeugte Werte, die keine Zahlen sind. Einstellungen ändern.</translation>
  </message>
  <message>
   <source>{0} this place. Scroll back, or move it there.</source>
   <extracomment>frames</extracomment>
   <translation>{0} diese Stelle. Zurückblättern oder dorthin verschieben.</translation>
  </message>
  <message>
   <source>There are more than {0} files here; open a folder further down.</source>
   <extracomment>gather</extracomment>
   <translation>Hier sind mehr als {0} Dateien; einen Ordner weiter unten öffnen.</translation>
  </message>
  <message>
   <source>There is nothing to open.</source>
   <extracomment>gather</extracomment>
   <translation>Es gibt nichts zu öffnen.</translation>
  </message>
  <message>
   <source>“{0}” does not exist or is not a file.</source>
   <extracomment>gather</extracomment>
   <translation>„{0}“ existiert nicht oder ist keine Datei.</translation>
  </message>
  <message>
   <source>No cell of this study is finished yet; run it first.</source>
   <extracomment>gathering</extracomment>
   <translation>Noch ist keine Zelle dieser Studie fertig; zuerst rechnen lassen.</translation>
  </message>
  <message>
   <source>This study was not run yet; ldct-studio study run runs it.</source>
   <extracomment>gathering</extracomment>
   <translation>Diese Studie lief noch nicht; ldct-studio study run rechnet sie.</translation>
  </message>
  <message>
   <source>64 in the authors' code.</source>
   <extracomment>generators</extracomment>
   <translation>64 im Code der Autoren.</translation>
  </message>
  <message>
   <source>Blocks of the decoder</source>
   <extracomment>generators</extracomment>
   <translation>Blöcke des Decoders</translation>
  </message>
  <message>
   <source>Blocks of the encoder</source>
   <extracomment>generators</extracomment>
   <translation>Blöcke des Encoders</translation>
  </message>
  <message>
   <source>Channels of the first level; 32 in the code.</source>
   <extracomment>generators</extracomment>
   <translation>Kanäle der ersten Stufe; 32 im Code.</translation>
  </message>
  <message>
   <source>Five in the authors' code.</source>
   <extracomment>generators</extracomment>
   <translation>Fünf im Code der Autoren.</translation>
  </message>
  <message>
   <source>Four in the authors' code.</source>
   <extracomment>generators</extracomment>
   <translation>Vier im Code der Autoren.</translation>
  </message>
  <message>
   <source>Halvings</source>
   <extracomment>generators</extracomment>
   <translation>Halbierungen</translation>
  </message>
  <message>
   <source>Levels of the discriminators</source>
   <extracomment>generators</extracomment>
   <translation>Stufen der Diskriminatoren</translation>
  </message>
  <message>
   <source>Of the picture, up to the latent.</source>
   <extracomment>generators</extracomment>
   <translation>Des Bildes, bis zur latenten Darstellung.</translation>
  </message>
  <message>
   <source>Three in the authors' code.</source>
   <extracomment>generators</extracomment>
   <translation>Drei im Code der Autoren.</translation>
  </message>
  <message>
   <source>Width of the discriminators</source>
   <extracomment>generators</extracomment>
   <translation>Breite der Diskriminatoren</translation>
  </message>
  <message>
   <source>A grid needs at least one voxel on each axis, not {0}.</source>
   <extracomment>grid</extracomment>
   <translation>Ein Gitter braucht mindestens ein Voxel auf jeder Achse, nicht {0}.</translation>
  </message>
  <message>
   <source>The orientation of the grid is singular.</source>
   <extracomment>grid</extracomment>
   <translation>Die Ausrichtung des Gitters ist singulär.</translation>
  </message>
  <message>
   <source>The position or orientation of the grid is not a finite number.</source>
   <extracomment>grid</extracomment>
   <translation>Lage oder Ausrichtung des Gitters ist keine endliche Zahl.</translation>
  </message>
  <message>
   <source>Voxel spacing must be positive, not {0} mm.</source>
   <extracomment>grid</extracomment>
   <translation>Der Voxelabstand muss positiv sein, nicht {0} mm.</translation>
  </message>
  <message>
   <source>No ray under {0} at {1} dose</source>
   <extracomment>guard_paint</extracomment>
   <translation>Kein Strahl unter {0} bei {1} Dosis</translation>
  </message>
  <message>
   <source>photon</source>
   <extracomment>guard_paint</extracomment>
   <translation>Photon</translation>
  </message>
  <message>
   <source>photons</source>
   <extracomment>guard_paint</extracomment>
   <translation>Photonen</translation>
  </message>
  <message>
   <source>{0} of a pixel's rays</source>
   <extracomment>guard_paint</extracomment>
   <translation>{0} der Strahlen eines Pixels</translation>
  </message>
  <message>
   <source>{0} of rays under {1} at {2} dose</source>
   <extracomment>guard_paint</extracomment>
   <translation>{0} der Strahlen unter {1} bei {2} Dosis</translation>
  </message>
  <message>
   <source>Starved rays</source>
   <extracomment>guard_starvation</extracomment>
   <translation>Photonenmangel</translation>
  </message>
  <message>
   <source>The noise in view, {0} (SD of the quietest region), is more than a quarter of the window of {1}. Gray levels then show noise rather than tissue: widen the window or smooth more.</source>
   <extracomment>guard_window</extracomment>
   <translation>Das sichtbare Rauschen, {0} (SD der ruhigsten Region), ist mehr als ein Viertel des Fensters von {1}. Graustufen zeigen dann eher Rauschen als Gewebe: das Fenster verbreitern oder stärker glätten.</translation>
  </message>
  <message>
   <source>The noise in view, {0} HU (SD of the quietest region, or computed from the photons where no region is drawn), is more than a quarter of the window of {1} HU. Gray levels then show noise rather than tissue: widen the window, raise the dose or smooth more.</source>
   <extracomment>guard_window</extracomment>
   <translation>Das sichtbare Rauschen, {0} HU (SD der ruhigsten Region, oder ohne Region aus den Photonen berechnet), ist mehr als ein Viertel des Fensters von {1} HU. Graustufen zeigen dann eher Rauschen als Gewebe: das Fenster verbreitern, die Dosis erhöhen oder stärker glätten.</translation>
  </message>
  <message>
   <source>Window {0} HU, noise {1} HU</source>
   <extracomment>guard_window</extracomment>
   <translation>Fenster {0} HU, Rauschen {1} HU</translation>
  </message>
  <message>
   <source>Window {0}, noise {1}</source>
   <extracomment>guard_window</extracomment>
   <translation>Fenster {0}, Rauschen {1}</translation>
  </message>
  <message>
   <source>At random doses, fields, agents and noise.</source>
   <extracomment>heads</extracomment>
   <translation>Bei zufälligen Dosen, Feldstärken, Kontrastmitteln und Rauschwerten.</translation>
  </message>
  <message>
   <source>First head</source>
   <extracomment>heads</extracomment>
   <translation>Erster Kopf</translation>
  </message>
  <message>
   <source>Highest dose</source>
   <extracomment>heads</extracomment>
   <translation>Höchste Dosis</translation>
  </message>
  <message>
   <source>Lowest dose</source>
   <extracomment>heads</extracomment>
   <translation>Niedrigste Dosis</translation>
  </message>
  <message>
   <source>Number of the first head.</source>
   <extracomment>heads</extracomment>
   <translation>Nummer des ersten Kopfes.</translation>
  </message>
  <message>
   <source>Of the standard dose.</source>
   <extracomment>heads</extracomment>
   <translation>Anteil der Standarddosis.</translation>
  </message>
  <message>
   <source>Scans of each</source>
   <extracomment>heads</extracomment>
   <translation>Aufnahmen je Kopf</translation>
  </message>
  <message>
   <source>Side of the network's voxels; every second head is scanned at 0.8 of it.</source>
   <extracomment>heads</extracomment>
   <translation>Kantenlänge der Voxel des Netzes; jeder zweite Kopf wird mit dem 0.8-Fachen aufgenommen.</translation>
  </message>
  <message>
   <source>Synthetic ones.</source>
   <extracomment>heads</extracomment>
   <translation>Synthetische.</translation>
  </message>
  <message>
   <source>The head's own enhancement, or what stands out of its standard-dose scan, as published.</source>
   <extracomment>heads</extracomment>
   <translation>Die Anreicherung des Kopfes selbst, oder was aus seiner Aufnahme mit Standarddosis heraussticht, wie veröffentlicht.</translation>
  </message>
  <message>
   <source>Voxel</source>
   <extracomment>heads</extracomment>
   <translation>Voxel</translation>
  </message>
  <message>
   <source>Page</source>
   <extracomment>help_view</extracomment>
   <translation>Seite</translation>
  </message>
  <message>
   <source>Pages</source>
   <extracomment>help_view</extracomment>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>The address was copied; the program opens nothing on the web.</source>
   <extracomment>help_view</extracomment>
   <translation>Die Adresse wurde kopiert; das Programm öffnet nichts im Netz.</translation>
  </message>
  <message>
   <source>{} is not part of the help.</source>
   <extracomment>help_view</extracomment>
   <translation>{} gehört nicht zur Hilfe.</translation>
  </message>
  <message>
   <source>Histogram with the ends of the window</source>
   <extracomment>histogram_view</extracomment>
   <translation>Histogramm mit den Enden des Fensters</translation>
  </message>
  <message>
   <source>Values of the slice in the active pane, in {0}. Drag a line to move an end of the window, between them to move the level.
Keys: Left and Right move the end last used, Tab leaves.</source>
   <extracomment>histogram_view</extracomment>
   <translation>Werte der Schicht im aktiven Bildfeld, in {0}. Eine Linie ziehen bewegt ein Ende des Fensters, dazwischen ziehen die Fensterlage.
Tasten: Links und Rechts bewegen das zuletzt benutzte Ende, Tab verlässt.</translation>
  </message>
  <message>
   <source>{0} channels need {1} pictures at least, and more to be sure of d'.</source>
   <extracomment>hotelling</extracomment>
   <translation>{0} Kanäle brauchen mindestens {1} Bilder, und mehr für ein sicheres d'.</translation>
  </message>
  <message>
   <source>Voxel {0}, {1}, {2}</source>
   <extracomment>hover</extracomment>
   <translation>Voxel {0}, {1}, {2}</translation>
  </message>
  <message>
   <source>Hybrid (iterative stand-in)</source>
   <extracomment>hybrid</extracomment>
   <translation>Hybrid (Ersatz für iterative)</translation>
  </message>
  <message>
   <source>Level</source>
   <extracomment>hybrid</extracomment>
   <translation>Stufe</translation>
  </message>
  <message>
   <source>Medium, 50 %</source>
   <extracomment>hybrid</extracomment>
   <translation>Mittel, 50 %</translation>
  </message>
  <message>
   <source>Mild, 30 %</source>
   <extracomment>hybrid</extracomment>
   <translation>Mild, 30 %</translation>
  </message>
  <message>
   <source>Rays with fewer photons are averaged with their neighbors, against streaks.</source>
   <extracomment>hybrid</extracomment>
   <translation>Strahlen mit weniger Photonen werden mit ihren Nachbarn gemittelt, gegen Streifen.</translation>
  </message>
  <message>
   <source>Share of the denoised picture in the result; the rest is FBP.</source>
   <extracomment>hybrid</extracomment>
   <translation>Anteil des entrauschten Bildes am Ergebnis; der Rest ist FBP.</translation>
  </message>
  <message>
   <source>Strong, 70 %</source>
   <extracomment>hybrid</extracomment>
   <translation>Stark, 70 %</translation>
  </message>
  <message>
   <source>20·log10(data range / RMSE) {0} Compare only with the same range and anatomy.</source>
   <extracomment>image_numbers</extracomment>
   <translation>20·log10(Wertespanne / RMSE) {0} Nur bei gleicher Spanne und Anatomie vergleichen.</translation>
  </message>
  <message>
   <source>Against the loaded slice, {0}; data range {1}</source>
   <extracomment>image_numbers</extracomment>
   <translation>Gegen die geladene Schicht, {0}; Wertespanne {1}</translation>
  </message>
  <message>
   <source>Only pictures of the patient are compared with the loaded one.</source>
   <extracomment>image_numbers</extracomment>
   <translation>Nur Bilder des Patienten werden mit dem geladenen verglichen.</translation>
  </message>
  <message>
   <source>PSNR</source>
   <extracomment>image_numbers</extracomment>
   <translation>PSNR</translation>
  </message>
  <message>
   <source>RMSE</source>
   <extracomment>image_numbers</extracomment>
   <translation>RMSE</translation>
  </message>
  <message>
   <source>Root mean square error {0}</source>
   <extracomment>image_numbers</extracomment>
   <translation>Wurzel der mittleren quadratischen Abweichung {0}</translation>
  </message>
  <message>
   <source>SSIM</source>
   <extracomment>image_numbers</extracomment>
   <translation>SSIM</translation>
  </message>
  <message>
   <source>Structural similarity, 7×7 uniform window, K1 0.01, K2 0.03, averaged over the pixels of the body or of the disc. Compare only with the same range and anatomy.</source>
   <extracomment>image_numbers</extracomment>
   <translation>Strukturelle Ähnlichkeit, gleichförmiges 7×7-Fenster, K1 0.01, K2 0.03, gemittelt über die Pixel des Körpers oder des Kreises. Nur bei gleicher Spanne und Anatomie vergleichen.</translation>
  </message>
  <message>
   <source>The SSIM follows once the pictures rest.</source>
   <extracomment>image_numbers</extracomment>
   <translation>Die SSIM folgt, sobald die Bilder ruhen.</translation>
  </message>
  <message>
   <source>The SSIM follows the finished picture.</source>
   <extracomment>image_numbers</extracomment>
   <translation>Die SSIM folgt dem fertigen Bild.</translation>
  </message>
  <message>
   <source>The SSIM was not computed: {0}</source>
   <extracomment>image_numbers</extracomment>
   <translation>Die SSIM wurde nicht berechnet: {0}</translation>
  </message>
  <message>
   <source>The loaded slice is flat here, so it has no data range. Set one.</source>
   <extracomment>image_numbers</extracomment>
   <translation>Die geladene Schicht ist hier einheitlich und hat keine Wertespanne. Eine festlegen.</translation>
  </message>
  <message>
   <source>The picture is the loaded one, so its PSNR has no limit.</source>
   <extracomment>image_numbers</extracomment>
   <translation>Das Bild ist das geladene, daher hat die PSNR keine Grenze.</translation>
  </message>
  <message>
   <source>There is only air in this slice. Choose the disc.</source>
   <extracomment>image_numbers</extracomment>
   <translation>In dieser Schicht ist nur Luft. Den Kreis wählen.</translation>
  </message>
  <message>
   <source>against the loaded slice, over the pixels of the body or of the disc.</source>
   <extracomment>image_numbers</extracomment>
   <translation>gegen die geladene Schicht, über die Pixel des Körpers oder des Kreises.</translation>
  </message>
  <message>
   <source>in the body</source>
   <extracomment>image_numbers</extracomment>
   <translation>im Körper</translation>
  </message>
  <message>
   <source>in the inscribed disc</source>
   <extracomment>image_numbers</extracomment>
   <translation>im einbeschriebenen Kreis</translation>
  </message>
  <message>
   <source>1 slice of {0} × {1} pixels</source>
   <extracomment>import_report</extracomment>
   <translation>1 Schicht mit {0} × {1} Pixeln</translation>
  </message>
  <message>
   <source>Also here</source>
   <extracomment>import_report</extracomment>
   <translation>Auch hier</translation>
  </message>
  <message>
   <source>Assumed or changed</source>
   <extracomment>import_report</extracomment>
   <translation>Angenommen oder geändert</translation>
  </message>
  <message>
   <source>Copy the report, without patient names</source>
   <extracomment>import_report</extracomment>
   <translation>Den Bericht kopieren, ohne Patientennamen</translation>
  </message>
  <message>
   <source>Import report</source>
   <extracomment>import_report</extracomment>
   <translation>Importbericht</translation>
  </message>
  <message>
   <source>Import report, without patient names</source>
   <extracomment>import_report</extracomment>
   <translation>Importbericht, ohne Patientennamen</translation>
  </message>
  <message>
   <source>Label maps: {0}, with 1 label.</source>
   <extracomment>import_report</extracomment>
   <translation>Labelkarten: {0}, mit 1 Label.</translation>
  </message>
  <message>
   <source>Label maps: {0}, with {1} labels.</source>
   <extracomment>import_report</extracomment>
   <translation>Labelkarten: {0}, mit {1} Labels.</translation>
  </message>
  <message>
   <source>Left out</source>
   <extracomment>import_report</extracomment>
   <translation>Ausgelassen</translation>
  </message>
  <message>
   <source>Open it again with its slices shifted onto an upright grid; this lowers their noise</source>
   <extracomment>import_report</extracomment>
   <translation>Neu öffnen, mit auf ein aufrechtes Gitter verschobenen Schichten; das senkt ihr Rauschen</translation>
  </message>
  <message>
   <source>Straighten</source>
   <extracomment>import_report</extracomment>
   <translation>Aufrichten</translation>
  </message>
  <message>
   <source>What was opened, assumed and left out. Files are not named, as they may tell the patient.</source>
   <extracomment>import_report</extracomment>
   <translation>Was geöffnet, angenommen und ausgelassen wurde. Dateien sind nicht genannt, da sie den Patienten verraten können.</translation>
  </message>
  <message>
   <source>{0} slices of {1} × {2} pixels</source>
   <extracomment>import_report</extracomment>
   <translation>{0} Schichten mit {1} × {2} Pixeln</translation>
  </message>
  <message>
   <source>{0}, 1 image of {1} × {2} pixels, {3}.</source>
   <extracomment>import_report</extracomment>
   <translation>{0}, 1 Bild mit {1} × {2} Pixeln, {3}.</translation>
  </message>
  <message>
   <source>{0}, 1 image of {1} × {2} pixels.</source>
   <extracomment>import_report</extracomment>
   <translation>{0}, 1 Bild mit {1} × {2} Pixeln.</translation>
  </message>
  <message>
   <source>{0}, {1} images of {2} × {3} pixels, {4}.</source>
   <extracomment>import_report</extracomment>
   <translation>{0}, {1} Bilder mit {2} × {3} Pixeln, {4}.</translation>
  </message>
  <message>
   <source>{0}, {1} images of {2} × {3} pixels.</source>
   <extracomment>import_report</extracomment>
   <translation>{0}, {1} Bilder mit {2} × {3} Pixeln.</translation>
  </message>
  <message>
   <source>CGLS</source>
   <extracomment>iterative</extracomment>
   <translation>CGLS</translation>
  </message>
  <message>
   <source>Corrections per visit to every view; 1 is SIRT.</source>
   <extracomment>iterative</extracomment>
   <translation>Korrekturen je Durchgang durch alle Projektionen; 1 ist SIRT.</translation>
  </message>
  <message>
   <source>Differences of neighbors beyond this are taken for edges and cost less.</source>
   <extracomment>iterative</extracomment>
   <translation>Unterschiede von Nachbarn darüber gelten als Kanten und kosten weniger.</translation>
  </message>
  <message>
   <source>Edge</source>
   <extracomment>iterative</extracomment>
   <translation>Kante</translation>
  </message>
  <message>
   <source>From vacuum few iterations are smooth; from FBP (Hann) they refine it, noise included.</source>
   <extracomment>iterative</extracomment>
   <translation>Vom Vakuum aus sind wenige Iterationen glatt; von FBP (Hann) aus verfeinern sie, samt Rauschen.</translation>
  </message>
  <message>
   <source>How much roughness costs, in units of the scan's own noise at each pixel.</source>
   <extracomment>iterative</extracomment>
   <translation>Wie viel Rauheit kostet, in Einheiten des Scanrauschens an jedem Pixel.</translation>
  </message>
  <message>
   <source>More sharpen, noise too.</source>
   <extracomment>iterative</extracomment>
   <translation>Mehr schärfen, auch das Rauschen.</translation>
  </message>
  <message>
   <source>OS-SART</source>
   <extracomment>iterative</extracomment>
   <translation>OS-SART</translation>
  </message>
  <message>
   <source>PWLS-Huber</source>
   <extracomment>iterative</extracomment>
   <translation>PWLS-Huber</translation>
  </message>
  <message>
   <source>Relaxation</source>
   <extracomment>iterative</extracomment>
   <translation>Relaxation</translation>
  </message>
  <message>
   <source>Share of a correction that is applied.</source>
   <extracomment>iterative</extracomment>
   <translation>Anteil einer Korrektur, der angewandt wird.</translation>
  </message>
  <message>
   <source>Steps from the FBP towards the optimum.</source>
   <extracomment>iterative</extracomment>
   <translation>Schritte von der FBP zum Optimum.</translation>
  </message>
  <message>
   <source>Subsets</source>
   <extracomment>iterative</extracomment>
   <translation>Teilmengen</translation>
  </message>
  <message>
   <source>Vacuum</source>
   <extracomment>iterative</extracomment>
   <translation>Vakuum</translation>
  </message>
  <message>
   <source>Visits to every view.</source>
   <extracomment>iterative</extracomment>
   <translation>Durchgänge durch alle Projektionen.</translation>
  </message>
  <message>
   <source>Plugin</source>
   <extracomment>job</extracomment>
   <translation>Plug-in</translation>
  </message>
  <message>
   <source>The job {0} is damaged: {1}</source>
   <extracomment>job</extracomment>
   <translation>Der Auftrag {0} ist beschädigt: {1}</translation>
  </message>
  <message>
   <source>There is no job in {0} ({1}).</source>
   <extracomment>job</extracomment>
   <translation>In {0} ist kein Auftrag ({1}).</translation>
  </message>
  <message>
   <source>is broken: its JPEG picture cannot be decoded</source>
   <extracomment>jpeg_extended</extracomment>
   <translation>ist defekt: sein JPEG-Bild kann nicht dekodiert werden</translation>
  </message>
  <message>
   <source>Show this slice of {0} as it was marked</source>
   <extracomment>key_images_menu</extracomment>
   <translation>Diese Schicht von {0} so zeigen, wie sie markiert wurde</translation>
  </message>
  <message>
   <source>The noise map knows parallel rays only; rescan with parallel rays.</source>
   <extracomment>known_noise</extracomment>
   <translation>Die Rauschkarte kennt nur parallele Strahlen; Rescan mit parallelen Strahlen verwenden.</translation>
  </message>
  <message>
   <source>The noise of these rays is not known; lower the dose with Insert, or with Rescan and its default noise model, zero counts and floor.</source>
   <extracomment>known_noise</extracomment>
   <translation>Das Rauschen dieser Strahlen ist nicht bekannt; die Dosis mit Einfügen senken, oder mit Rescan und dessen Vorgaben für Rauschmodell, Nullzählungen und Untergrenze.</translation>
  </message>
  <message>
   <source>own noise</source>
   <extracomment>known_noise</extracomment>
   <translation>eigenes Rauschen</translation>
  </message>
  <message>
   <source>own variance</source>
   <extracomment>known_noise</extracomment>
   <translation>eigene Varianz</translation>
  </message>
  <message>
   <source>Label {0}</source>
   <extracomment>label_layers</extracomment>
   <translation>Label {0}</translation>
  </message>
  <message>
   <source>% ref.</source>
   <extracomment>label_numbers</extracomment>
   <translation>% Ref.</translation>
  </message>
  <message>
   <source>Area</source>
   <extracomment>label_numbers</extracomment>
   <translation>Fläche</translation>
  </message>
  <message>
   <source>Change of area in the slice against {0}, in %.</source>
   <extracomment>label_numbers</extracomment>
   <translation>Flächenänderung in der Schicht gegenüber {0}, in %.</translation>
  </message>
  <message>
   <source>Choose a segmentation in the panel Layers to compare what is found in every pane.</source>
   <extracomment>label_numbers</extracomment>
   <translation>Für den Vergleich im Bereich Strukturen eine Segmentierung wählen.</translation>
  </message>
  <message>
   <source>Dice</source>
   <extracomment>label_numbers</extracomment>
   <translation>Dice</translation>
  </message>
  <message>
   <source>Dice coefficient in the slice with {0}.</source>
   <extracomment>label_numbers</extracomment>
   <translation>Dice-Koeffizient in der Schicht mit {0}.</translation>
  </message>
  <message>
   <source>In the reference pane: {0}</source>
   <extracomment>label_numbers</extracomment>
   <translation>Im Referenzbildfeld: {0}</translation>
  </message>
  <message>
   <source>Only pictures of the patient are segmented.</source>
   <extracomment>label_numbers</extracomment>
   <translation>Nur Bilder des Patienten werden segmentiert.</translation>
  </message>
  <message>
   <source>The labels follow the finished picture.</source>
   <extracomment>label_numbers</extracomment>
   <translation>Die Label folgen dem fertigen Bild.</translation>
  </message>
  <message>
   <source>The reference pane shows another slice than {0}. Link the two.</source>
   <extracomment>label_numbers</extracomment>
   <translation>Das Referenzbildfeld zeigt eine andere Schicht als {0}. Beide koppeln.</translation>
  </message>
  <message>
   <source>The study has no label map with “{0}”, so the truth is not known.</source>
   <extracomment>label_numbers</extracomment>
   <translation>Die Studie hat keine Labelkarte mit „{0}“, daher ist die Wahrheit nicht bekannt.</translation>
  </message>
  <message>
   <source>ref.</source>
   <extracomment>label_numbers</extracomment>
   <translation>Ref.</translation>
  </message>
  <message>
   <source>ref. = {0} {1}; true = label map of the study</source>
   <extracomment>label_numbers</extracomment>
   <translation>Ref. = {0} {1}; wahr = Labelkarte der Studie</translation>
  </message>
  <message>
   <source>the study's label map of the same name</source>
   <extracomment>label_numbers</extracomment>
   <translation>der gleichnamigen Labelkarte der Studie</translation>
  </message>
  <message>
   <source>what the same segmenter finds in the reference pane</source>
   <extracomment>label_numbers</extracomment>
   <translation>dem, was derselbe Segmentierer im Referenzbildfeld findet</translation>
  </message>
  <message>
   <source>Labeled voxels outside of the volume are left out.</source>
   <extracomment>labels</extracomment>
   <translation>Voxel mit Label außerhalb des Volumens entfallen.</translation>
  </message>
  <message>
   <source>Structures of “{0}” overlap; give a file in which none do.</source>
   <extracomment>labels</extracomment>
   <translation>Strukturen von „{0}“ überlappen sich; eine Datei ohne Überlappung angeben.</translation>
  </message>
  <message>
   <source>Structures without a voxel on the volume are left out: {0}.</source>
   <extracomment>labels</extracomment>
   <translation>Strukturen ohne Voxel auf dem Volumen entfallen: {0}.</translation>
  </message>
  <message>
   <source>The label map does not overlap the volume, so it does not belong to it.</source>
   <extracomment>labels</extracomment>
   <translation>Die Labelkarte überschneidet das Volumen nicht, sie gehört also nicht dazu.</translation>
  </message>
  <message>
   <source>The label map lies on another grid; it was put on the volume's by nearest neighbor.</source>
   <extracomment>labels</extracomment>
   <translation>Die Labelkarte liegt auf einem anderen Gitter; sie wurde mit nächstem Nachbarn auf das des Volumens gebracht.</translation>
  </message>
  <message>
   <source>This segmentation needs the whole volume and draws on no single slice; export its labels, or use it in a study.</source>
   <extracomment>labels</extracomment>
   <translation>Diese Segmentierung braucht das ganze Volumen und zeichnet in keine einzelne Schicht; ihre Label exportieren oder sie in einer Studie verwenden.</translation>
  </message>
  <message>
   <source>{0} cannot draw on every picture; choose another segmenter.</source>
   <extracomment>labels</extracomment>
   <translation>{0} kann nicht in jedes Bild zeichnen; einen anderen Segmentierer wählen.</translation>
  </message>
  <message>
   <source>MVCT → kVCT, structure leak</source>
   <extracomment>lane</extracomment>
   <translation>MVCT → kVCT, Strukturverlust</translation>
  </message>
  <message>
   <source>SD of noise</source>
   <extracomment>lane</extracomment>
   <translation>SD des Rauschens</translation>
  </message>
  <message>
   <source>Keep settings</source>
   <extracomment>lane_dialog</extracomment>
   <translation>Übernehmen</translation>
  </message>
  <message>
   <source>Settings of {}</source>
   <extracomment>lane_dialog</extracomment>
   <translation>Einstellungen von {}</translation>
  </message>
  <message>
   <source>The pictures follow while you change a value.</source>
   <extracomment>lane_dialog</extracomment>
   <translation>Die Bilder folgen, während Sie einen Wert ändern.</translation>
  </message>
  <message>
   <source>gain {0}</source>
   <extracomment>lane_words</extracomment>
   <translation>Verstärkung {0}</translation>
  </message>
  <message>
   <source>Fill</source>
   <extracomment>layers_dock</extracomment>
   <translation>Füllung</translation>
  </message>
  <message>
   <source>Fill of the labels in percent</source>
   <extracomment>layers_dock</extracomment>
   <translation>Füllung der Label in Prozent</translation>
  </message>
  <message>
   <source>Fill of the labels, 0 to 100 %; outlines stay. Q and Shift+Q; double-click for 5 %.</source>
   <extracomment>layers_dock</extracomment>
   <translation>Füllung der Label, 0 bis 100 %; Umrisse bleiben. Q und Umschalt+Q; Doppelklick für 5 %.</translation>
  </message>
  <message>
   <source>Found in pane {}</source>
   <extracomment>layers_dock</extracomment>
   <translation>Gefunden in Bildfeld {}</translation>
  </message>
  <message>
   <source>Labels</source>
   <extracomment>layers_dock</extracomment>
   <translation>Label</translation>
  </message>
  <message>
   <source>Labels of the study and the segmenter: show, hide, go to</source>
   <extracomment>layers_dock</extracomment>
   <translation>Label der Studie und des Segmentierers: zeigen, ausblenden, aufsuchen</translation>
  </message>
  <message>
   <source>Layers</source>
   <extracomment>layers_dock</extracomment>
   <translation>Strukturen</translation>
  </message>
  <message>
   <source>Measuring labels</source>
   <extracomment>layers_dock</extracomment>
   <translation>Label werden vermessen</translation>
  </message>
  <message>
   <source>The labels are being found.</source>
   <extracomment>layers_dock</extracomment>
   <translation>Die Label werden gesucht.</translation>
  </message>
  <message>
   <source>This study has no labels. Open a label map together with the volume.</source>
   <extracomment>layers_dock</extracomment>
   <translation>Diese Studie hat keine Label. Eine Labelkarte zusammen mit dem Volumen öffnen.</translation>
  </message>
  <message>
   <source>Click the eye or press Space to show or hide all of them, Alt-click to show them alone.</source>
   <extracomment>layers_list</extracomment>
   <translation>Auge anklicken oder Leertaste zeigt alle oder blendet sie aus, Alt-Klick zeigt nur sie.</translation>
  </message>
  <message>
   <source>Click the eye or press Space to show or hide it, Alt-click to show it alone, double-click or press Enter to go to its middle.</source>
   <extracomment>layers_list</extracomment>
   <translation>Auge anklicken oder Leertaste zeigt das Label oder blendet es aus, Alt-Klick zeigt es allein, Doppelklick oder Eingabetaste führt zu seiner Mitte.</translation>
  </message>
  <message>
   <source>hidden</source>
   <extracomment>layers_list</extracomment>
   <translation>ausgeblendet</translation>
  </message>
  <message>
   <source>shown</source>
   <extracomment>layers_list</extracomment>
   <translation>sichtbar</translation>
  </message>
  <message>
   <source>Rows and columns of panes</source>
   <extracomment>layout_chooser</extracomment>
   <translation>Zeilen und Spalten von Bildfeldern</translation>
  </message>
  <message>
   <source>Export lesions</source>
   <extracomment>lesion_table</extracomment>
   <translation>Läsionen exportieren</translation>
  </message>
  <message>
   <source>Export lesions…</source>
   <extracomment>lesion_table</extracomment>
   <translation>Läsionen exportieren…</translation>
  </message>
  <message>
   <source>Finding lesions</source>
   <extracomment>lesion_table</extracomment>
   <translation>Suche nach Läsionen</translation>
  </message>
  <message>
   <source>Lesion</source>
   <extracomment>lesion_table</extracomment>
   <translation>Läsion</translation>
  </message>
  <message>
   <source>Lesions</source>
   <extracomment>lesion_table</extracomment>
   <translation>Läsionen</translation>
  </message>
  <message>
   <source>Looking for what enhances…</source>
   <extracomment>lesion_table</extracomment>
   <translation>Suche nach dem, was anreichert…</translation>
  </message>
  <message>
   <source>Predicted volume</source>
   <extracomment>lesion_table</extracomment>
   <translation>Vorhergesagtes Volumen</translation>
  </message>
  <message>
   <source>The computed volume whose uptake is compared with the measured standard dose</source>
   <extracomment>lesion_table</extracomment>
   <translation>Das berechnete Volumen, dessen Anreicherung mit der gemessenen Standarddosis verglichen wird</translation>
  </message>
  <message>
   <source>The lesions were saved as {0}.</source>
   <extracomment>lesion_table</extracomment>
   <translation>Die Läsionen wurden als {0} gespeichert.</translation>
  </message>
  <message>
   <source>Write the table as CSV</source>
   <extracomment>lesion_table</extracomment>
   <translation>Die Tabelle als CSV schreiben</translation>
  </message>
  <message>
   <source>{0} Click a row to go there.</source>
   <extracomment>lesion_table</extracomment>
   <translation>{0} Ein Klick auf eine Zeile führt dorthin.</translation>
  </message>
  <message>
   <source>{0} could not be written. Choose another folder.</source>
   <extracomment>lesion_table</extracomment>
   <translation>{0} ließ sich nicht schreiben. Einen anderen Ordner wählen.</translation>
  </message>
  <message>
   <source>{0}, at {1}. Click to go there.</source>
   <extracomment>lesion_table</extracomment>
   <translation>{0}, bei {1}. Ein Klick führt dorthin.</translation>
  </message>
  <message>
   <source>Lesion 1</source>
   <extracomment>lesions</extracomment>
   <translation>Läsion 1</translation>
  </message>
  <message>
   <source>Lesion 2</source>
   <extracomment>lesions</extracomment>
   <translation>Läsion 2</translation>
  </message>
  <message>
   <source>Lesion 3</source>
   <extracomment>lesions</extracomment>
   <translation>Läsion 3</translation>
  </message>
  <message>
   <source>Lesion 4</source>
   <extracomment>lesions</extracomment>
   <translation>Läsion 4</translation>
  </message>
  <message>
   <source>Lesion 5</source>
   <extracomment>lesions</extracomment>
   <translation>Läsion 5</translation>
  </message>
  <message>
   <source>Lesion 6</source>
   <extracomment>lesions</extracomment>
   <translation>Läsion 6</translation>
  </message>
  <message>
   <source>Lesion 7</source>
   <extracomment>lesions</extracomment>
   <translation>Läsion 7</translation>
  </message>
  <message>
   <source>Lesion 8</source>
   <extracomment>lesions</extracomment>
   <translation>Läsion 8</translation>
  </message>
  <message>
   <source>The segmenter failed: {0}. Choose another.</source>
   <extracomment>live</extracomment>
   <translation>Der Segmentierer ist fehlgeschlagen: {0}. Einen anderen wählen.</translation>
  </message>
  <message>
   <source>{0} failed: {1}. Change its settings or remove it.</source>
   <extracomment>live</extracomment>
   <translation>{0} ist fehlgeschlagen: {1}. Einstellungen ändern oder entfernen.</translation>
  </message>
  <message>
   <source>Opening with {0}</source>
   <extracomment>loaders</extracomment>
   <translation>Öffnen mit {0}</translation>
  </message>
  <message>
   <source>{0} found no volume in “{1}”.</source>
   <extracomment>loaders</extracomment>
   <translation>{0} fand kein Volumen in „{1}“.</translation>
  </message>
  <message>
   <source>{0} read values from “{1}” that are not numbers.</source>
   <extracomment>loaders</extracomment>
   <translation>{0} las aus „{1}“ Werte, die keine Zahlen sind.</translation>
  </message>
  <message>
   <source>Cancel opening</source>
   <extracomment>loading</extracomment>
   <translation>Öffnen abbrechen</translation>
  </message>
  <message>
   <source>Cancelling…</source>
   <extracomment>loading</extracomment>
   <translation>Wird abgebrochen…</translation>
  </message>
  <message>
   <source>Stop reading; what was open stays open (Esc)</source>
   <extracomment>loading</extracomment>
   <translation>Nicht weiter lesen; was offen war, bleibt offen (Esc)</translation>
  </message>
  <message>
   <source>The job {0} runs on {1}; end it there.</source>
   <extracomment>local</extracomment>
   <translation>Der Auftrag {0} läuft auf {1}; dort beenden.</translation>
  </message>
  <message>
   <source>“{0}” has no dataset “data” of its own; fetch it again.</source>
   <extracomment>lodopab</extracomment>
   <translation>„{0}“ hat keinen eigenen Datensatz „data“; neu beschaffen.</translation>
  </message>
  <message>
   <source>“{0}” holds no stack of pictures; fetch it again.</source>
   <extracomment>lodopab</extracomment>
   <translation>„{0}“ enthält keinen Bildstapel; neu beschaffen.</translation>
  </message>
  <message>
   <source>“{0}” holds values that are not numbers; fetch it again.</source>
   <extracomment>lodopab</extracomment>
   <translation>„{0}“ enthält Werte, die keine Zahlen sind; neu beschaffen.</translation>
  </message>
  <message>
   <source>“{0}” is broken or truncated; fetch it again.</source>
   <extracomment>lodopab</extracomment>
   <translation>„{0}“ ist defekt oder abgeschnitten; neu beschaffen.</translation>
  </message>
  <message>
   <source>“{0}” is missing; unpack the whole part of LoDoPaB-CT.</source>
   <extracomment>lodopab</extracomment>
   <translation>„{0}“ fehlt; den ganzen Teil von LoDoPaB-CT entpacken.</translation>
  </message>
  <message>
   <source>“{0}” is no list of patient numbers; fetch it again.</source>
   <extracomment>lodopab</extracomment>
   <translation>„{0}“ ist keine Liste von Patientennummern; neu beschaffen.</translation>
  </message>
  <message>
   <source>Copy the lines on show</source>
   <extracomment>log_view</extracomment>
   <translation>Die gezeigten Zeilen kopieren</translation>
  </message>
  <message>
   <source>Errors</source>
   <extracomment>log_view</extracomment>
   <translation>Fehler</translation>
  </message>
  <message>
   <source>Everything</source>
   <extracomment>log_view</extracomment>
   <translation>Alles</translation>
  </message>
  <message>
   <source>Information and above</source>
   <extracomment>log_view</extracomment>
   <translation>Hinweise und darüber</translation>
  </message>
  <message>
   <source>Least level</source>
   <extracomment>log_view</extracomment>
   <translation>Mindeststufe</translation>
  </message>
  <message>
   <source>Log</source>
   <extracomment>log_view</extracomment>
   <translation>Protokoll</translation>
  </message>
  <message>
   <source>No line is of this level and holds this text.</source>
   <extracomment>log_view</extracomment>
   <translation>Keine Zeile dieser Stufe enthält diesen Text.</translation>
  </message>
  <message>
   <source>Nothing was logged yet.</source>
   <extracomment>log_view</extracomment>
   <translation>Noch wurde nichts protokolliert.</translation>
  </message>
  <message>
   <source>Search</source>
   <extracomment>log_view</extracomment>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Search in the log</source>
   <extracomment>log_view</extracomment>
   <translation>Im Protokoll suchen</translation>
  </message>
  <message>
   <source>Show lines of this level and above</source>
   <extracomment>log_view</extracomment>
   <translation>Zeilen dieser Stufe und darüber zeigen</translation>
  </message>
  <message>
   <source>Show the lines that hold this text</source>
   <extracomment>log_view</extracomment>
   <translation>Die Zeilen zeigen, die diesen Text enthalten</translation>
  </message>
  <message>
   <source>The log cannot be read: {}</source>
   <extracomment>log_view</extracomment>
   <translation>Das Protokoll lässt sich nicht lesen: {}</translation>
  </message>
  <message>
   <source>Versions and the end of the log</source>
   <extracomment>log_view</extracomment>
   <translation>Versionen und Ende des Protokolls</translation>
  </message>
  <message>
   <source>Warnings and errors</source>
   <extracomment>log_view</extracomment>
   <translation>Warnungen und Fehler</translation>
  </message>
  <message>
   <source>What the program did, without patient names. It stays on this computer.</source>
   <extracomment>log_view</extracomment>
   <translation>Was das Programm tat, ohne Patientennamen. Es bleibt auf diesem Rechner.</translation>
  </message>
  <message>
   <source>{} of {}</source>
   <extracomment>log_view</extracomment>
   <translation>{} von {}</translation>
  </message>
  <message>
   <source>A picture that is of the wanted kind already should stay as it is. As in the code.</source>
   <extracomment>losses</extracomment>
   <translation>Ein Bild, das schon von der gewünschten Art ist, soll bleiben, wie es ist. Wie im Code.</translation>
  </message>
  <message>
   <source>Adversarial loss</source>
   <extracomment>losses</extracomment>
   <translation>Gegnerischer Verlust</translation>
  </message>
  <message>
   <source>Air below</source>
   <extracomment>losses</extracomment>
   <translation>Luft unter</translation>
  </message>
  <message>
   <source>Air loss</source>
   <extracomment>losses</extracomment>
   <translation>Luftverlust</translation>
  </message>
  <message>
   <source>As in the authors' code.</source>
   <extracomment>losses</extracomment>
   <translation>Wie im Code der Autoren.</translation>
  </message>
  <message>
   <source>As in the authors' example, but with its gradient, which their code leaves out.</source>
   <extracomment>losses</extracomment>
   <translation>Wie im Beispiel der Autoren, aber mit dem Gradienten, den ihr Code weglässt.</translation>
  </message>
  <message>
   <source>As in the authors' example.</source>
   <extracomment>losses</extracomment>
   <translation>Wie im Beispiel der Autoren.</translation>
  </message>
  <message>
   <source>As published.</source>
   <extracomment>losses</extracomment>
   <translation>Wie veröffentlicht.</translation>
  </message>
  <message>
   <source>Auto-encoder loss</source>
   <extracomment>losses</extracomment>
   <translation>Autoencoder-Verlust</translation>
  </message>
  <message>
   <source>Cycle loss</source>
   <extracomment>losses</extracomment>
   <translation>Zyklusverlust</translation>
  </message>
  <message>
   <source>Depth below the threshold, as published but continuous; or pixels that are air in one of the two pictures alone, as in the authors' code.</source>
   <extracomment>losses</extracomment>
   <translation>Tiefe unter der Schwelle, wie veröffentlicht, aber stetig; oder Pixel, die nur in einem der beiden Bilder Luft sind, wie im Code der Autoren.</translation>
  </message>
  <message>
   <source>Domain loss</source>
   <extracomment>losses</extracomment>
   <translation>Domänenverlust</translation>
  </message>
  <message>
   <source>Either</source>
   <extracomment>losses</extracomment>
   <translation>Eines von beiden</translation>
  </message>
  <message>
   <source>Kind of air loss</source>
   <extracomment>losses</extracomment>
   <translation>Art des Luftverlusts</translation>
  </message>
  <message>
   <source>Label jitter</source>
   <extracomment>losses</extracomment>
   <translation>Streuung der Vorgaben</translation>
  </message>
  <message>
   <source>Perceptual loss</source>
   <extracomment>losses</extracomment>
   <translation>Wahrnehmungsverlust</translation>
  </message>
  <message>
   <source>SD of the noise on what a discriminator is taught. As in the authors' code.</source>
   <extracomment>losses</extracomment>
   <translation>SD des Rauschens auf dem, was ein Diskriminator lernt. Wie im Code der Autoren.</translation>
  </message>
  <message>
   <source>portal venous</source>
   <extracomment>making</extracomment>
   <translation>portalvenös</translation>
  </message>
  <message>
   <source>An arm of the angle has no length; move its end.</source>
   <extracomment>marks</extracomment>
   <translation>Ein Schenkel des Winkels hat keine Länge; sein Ende verschieben.</translation>
  </message>
  <message>
   <source>Angle</source>
   <extracomment>marks</extracomment>
   <translation>Winkel</translation>
  </message>
  <message>
   <source>Profile</source>
   <extracomment>marks</extracomment>
   <translation>Profil</translation>
  </message>
  <message>
   <source>Ruler</source>
   <extracomment>marks</extracomment>
   <translation>Lineal</translation>
  </message>
  <message>
   <source>The line belongs to a picture of another size.</source>
   <extracomment>marks</extracomment>
   <translation>Die Linie gehört zu einem Bild anderer Größe.</translation>
  </message>
  <message>
   <source>The line has no length; move one of its ends.</source>
   <extracomment>marks</extracomment>
   <translation>Die Linie hat keine Länge; eines ihrer Enden verschieben.</translation>
  </message>
  <message>
   <source>The line lies outside the picture; move it back.</source>
   <extracomment>marks</extracomment>
   <translation>Die Linie liegt außerhalb des Bildes; zurückschieben.</translation>
  </message>
  <message>
   <source>Angle in degrees: drag one arm, click the end of the other</source>
   <extracomment>marks_commands</extracomment>
   <translation>Winkel in Grad: einen Schenkel ziehen, das Ende des anderen klicken</translation>
  </message>
  <message>
   <source>Circle region</source>
   <extracomment>marks_commands</extracomment>
   <translation>Kreis</translation>
  </message>
  <message>
   <source>Circle region: drag from its center outward</source>
   <extracomment>marks_commands</extracomment>
   <translation>Kreis: von der Mitte nach außen ziehen</translation>
  </message>
  <message>
   <source>Circle, rectangle, freehand</source>
   <extracomment>marks_commands</extracomment>
   <translation>Kreis, Rechteck, Freihand</translation>
  </message>
  <message>
   <source>Copy all measurements</source>
   <extracomment>marks_commands</extracomment>
   <translation>Alle Messungen kopieren</translation>
  </message>
  <message>
   <source>Copy every region and mark, to paste them into another study</source>
   <extracomment>marks_commands</extracomment>
   <translation>Alle Regionen und Markierungen kopieren, um sie in eine andere Studie einzufügen</translation>
  </message>
  <message>
   <source>Copy measurement</source>
   <extracomment>marks_commands</extracomment>
   <translation>Messung kopieren</translation>
  </message>
  <message>
   <source>Copy the selected region or mark, or all where none is, at its place</source>
   <extracomment>marks_commands</extracomment>
   <translation>Die gewählte Region oder Markierung kopieren, ohne Auswahl alle, mit ihrem Ort</translation>
  </message>
  <message>
   <source>Copy, paste measurements</source>
   <extracomment>marks_commands</extracomment>
   <translation>Messungen kopieren, einfügen</translation>
  </message>
  <message>
   <source>Delete measurement</source>
   <extracomment>marks_commands</extracomment>
   <translation>Messung löschen</translation>
  </message>
  <message>
   <source>Delete the selected region or mark</source>
   <extracomment>marks_commands</extracomment>
   <translation>Die gewählte Region oder Markierung löschen</translation>
  </message>
  <message>
   <source>Draw what was copied at the same place in the patient, in mm</source>
   <extracomment>marks_commands</extracomment>
   <translation>Das Kopierte an derselben Stelle im Patienten zeichnen, in mm</translation>
  </message>
  <message>
   <source>Export measurements…</source>
   <extracomment>marks_commands</extracomment>
   <translation>Messungen exportieren…</translation>
  </message>
  <message>
   <source>Freehand region</source>
   <extracomment>marks_commands</extracomment>
   <translation>Freihandregion</translation>
  </message>
  <message>
   <source>Freehand region: drag its outline</source>
   <extracomment>marks_commands</extracomment>
   <translation>Freihandregion: den Umriss ziehen</translation>
  </message>
  <message>
   <source>Line profile</source>
   <extracomment>marks_commands</extracomment>
   <translation>Linienprofil</translation>
  </message>
  <message>
   <source>Line profile: drag a line; its values are plotted</source>
   <extracomment>marks_commands</extracomment>
   <translation>Linienprofil: eine Linie ziehen; ihre Werte werden aufgetragen</translation>
  </message>
  <message>
   <source>Paste measurements</source>
   <extracomment>marks_commands</extracomment>
   <translation>Messungen einfügen</translation>
  </message>
  <message>
   <source>Rectangle region</source>
   <extracomment>marks_commands</extracomment>
   <translation>Rechteck</translation>
  </message>
  <message>
   <source>Rectangle region: drag from corner to corner</source>
   <extracomment>marks_commands</extracomment>
   <translation>Rechteck: von Ecke zu Ecke ziehen</translation>
  </message>
  <message>
   <source>Ruler, angle, line profile</source>
   <extracomment>marks_commands</extracomment>
   <translation>Lineal, Winkel, Linienprofil</translation>
  </message>
  <message>
   <source>Ruler: drag or click its two ends; the distance is in mm</source>
   <extracomment>marks_commands</extracomment>
   <translation>Lineal: beide Enden ziehen oder klicken; der Abstand ist in mm</translation>
  </message>
  <message>
   <source>Write every region and mark with its numbers in every pane as CSV</source>
   <extracomment>marks_commands</extracomment>
   <translation>Alle Regionen und Markierungen mit ihren Zahlen in jedem Bildfeld als CSV schreiben</translation>
  </message>
  <message>
   <source>Export measurements</source>
   <extracomment>marks_desk</extracomment>
   <translation>Messungen exportieren</translation>
  </message>
  <message>
   <source>The clipboard holds no measurements. Copy some with Ctrl C first.</source>
   <extracomment>marks_desk</extracomment>
   <translation>Die Zwischenablage enthält keine Messungen. Erst welche mit Strg C kopieren.</translation>
  </message>
  <message>
   <source>The measurements were saved as {0}.</source>
   <extracomment>marks_desk</extracomment>
   <translation>Die Messungen wurden als {0} gespeichert.</translation>
  </message>
  <message>
   <source>Measurements by pane</source>
   <extracomment>marks_list</extracomment>
   <translation>Messungen nach Bildfeld</translation>
  </message>
  <message>
   <source>Measurements in every pane; click to go to one, F2 to rename, Delete to delete</source>
   <extracomment>marks_list</extracomment>
   <translation>Messungen in jedem Bildfeld; Klick geht zu einer, F2 benennt um, Entf löscht</translation>
  </message>
  <message>
   <source>Nothing is measured yet. Press E and draw an ellipse, D for a ruler, A for an angle or L for a line profile.</source>
   <extracomment>marks_list</extracomment>
   <translation>Noch ist nichts gemessen. E drücken und eine Ellipse zeichnen, D für ein Lineal, A für einen Winkel oder L für ein Linienprofil.</translation>
  </message>
  <message>
   <source>Write every measurement with its numbers in every pane as CSV</source>
   <extracomment>marks_list</extracomment>
   <translation>Jede Messung mit ihren Zahlen in jedem Bildfeld als CSV schreiben</translation>
  </message>
  <message>
   <source>Mean along the line, and highest − lowest value, in the unit of the picture.</source>
   <extracomment>marks_table</extracomment>
   <translation>Mittelwert entlang der Linie, und höchster − niedrigster Wert, in der Einheit des Bildes.</translation>
  </message>
  <message>
   <source>Mean ± standard deviation in the region, in the unit of the picture.</source>
   <extracomment>marks_table</extracomment>
   <translation>Mittelwert ± Standardabweichung in der Region, in der Einheit des Bildes.</translation>
  </message>
  <message>
   <source>Measurement</source>
   <extracomment>marks_table</extracomment>
   <translation>Messung</translation>
  </message>
  <message>
   <source>{0}, {1}. Click to go there; double-click or F2 to rename it.</source>
   <extracomment>marks_table</extracomment>
   <translation>{0}, {1}. Klick führt dorthin; Doppelklick oder F2 benennt um.</translation>
  </message>
  <message>
   <source>The same in every pane.</source>
   <extracomment>marks_values</extracomment>
   <translation>In jedem Bildfeld gleich.</translation>
  </message>
  <message>
   <source>No brain was found in the scan before contrast; give a brain mask.</source>
   <extracomment>masking</extracomment>
   <translation>In der Aufnahme vor Kontrastmittel wurde kein Gehirn gefunden; eine Hirnmaske angeben.</translation>
  </message>
  <message>
   <source>No head was found in the scan before contrast; give a brain mask.</source>
   <extracomment>masking</extracomment>
   <translation>In der Aufnahme vor Kontrastmittel wurde kein Kopf gefunden; eine Hirnmaske angeben.</translation>
  </message>
  <message>
   <source>The scan before contrast has too few slices ({0}) to find a brain in; choose one with at least {1}.</source>
   <extracomment>masking</extracomment>
   <translation>Die Aufnahme vor Kontrastmittel hat zu wenige Schichten ({0}), um ein Gehirn darin zu finden; eine mit mindestens {1} wählen.</translation>
  </message>
  <message>
   <source>The scan before contrast is empty; choose another one.</source>
   <extracomment>masking</extracomment>
   <translation>Die Aufnahme vor Kontrastmittel ist leer; eine andere wählen.</translation>
  </message>
  <message>
   <source>The scan shows a part of the brain only ({0} mL).</source>
   <extracomment>masking</extracomment>
   <translation>Die Aufnahme zeigt nur einen Teil des Gehirns ({0} mL).</translation>
  </message>
  <message>
   <source>What was found as the brain measures {0} mL, and brains measure {1} to {2} mL; give a brain mask.</source>
   <extracomment>masking</extracomment>
   <translation>Was als Gehirn gefunden wurde, misst {0} mL, Gehirne aber messen {1} bis {2} mL; eine Hirnmaske angeben.</translation>
  </message>
  <message>
   <source>nonzero voxels</source>
   <extracomment>masking</extracomment>
   <translation>Voxel ungleich null</translation>
  </message>
  <message>
   <source>synthetic head</source>
   <extracomment>masking</extracomment>
   <translation>synthetischer Kopf</translation>
  </message>
  <message>
   <source>10⁵ per ray is assumed</source>
   <extracomment>matching</extracomment>
   <translation>10⁵ pro Strahl wird angenommen</translation>
  </message>
  <message>
   <source>estimated from {0} patches</source>
   <extracomment>matching</extracomment>
   <translation>aus {0} Stellen geschätzt</translation>
  </message>
  <message>
   <source>its grain is coarser than that of filtered back-projection, as iterative reconstruction leaves it, and is matched in strength only</source>
   <extracomment>matching</extracomment>
   <translation>sein Korn ist gröber als das gefilterter Rückprojektion, wie iterative Rekonstruktion es lässt, und nur in der Stärke getroffen</translation>
  </message>
  <message>
   <source>its noise fits no number of photons; {0}</source>
   <extracomment>matching</extracomment>
   <translation>sein Rauschen passt zu keiner Photonenzahl; {0}</translation>
  </message>
  <message>
   <source>photons can be estimated for CT in HU only; {0}</source>
   <extracomment>matching</extracomment>
   <translation>Photonen lassen sich nur für CT in HU schätzen; {0}</translation>
  </message>
  <message>
   <source>photons can be estimated for square pixels only; {0}</source>
   <extracomment>matching</extracomment>
   <translation>Photonen lassen sich nur für quadratische Pixel schätzen; {0}</translation>
  </message>
  <message>
   <source>slices this far apart do not tell whether its grain is that of filtered back-projection</source>
   <extracomment>matching</extracomment>
   <translation>so weit entfernte Schichten sagen nicht, ob sein Korn das gefilterter Rückprojektion ist</translation>
  </message>
  <message>
   <source>too little flat soft tissue to estimate the photons; {0}</source>
   <extracomment>matching</extracomment>
   <translation>zu wenig homogenes Weichgewebe, um die Photonen zu schätzen; {0}</translation>
  </message>
  <message>
   <source>This pane shows a difference and no picture of the patient; choose a method for it.</source>
   <extracomment>measure</extracomment>
   <translation>Dieses Bildfeld zeigt eine Differenz und kein Bild des Patienten; eine Methode dafür wählen.</translation>
  </message>
  <message>
   <source>Limited angle: the views cover {0}° only, so edges along other directions are missing.</source>
   <extracomment>measured</extracomment>
   <translation>Begrenzter Winkel: Die Ansichten decken nur {0}° ab, daher fehlen Kanten in anderen Richtungen.</translation>
  </message>
  <message>
   <source>Looking for the rotation center.</source>
   <extracomment>measured</extracomment>
   <translation>Das Drehzentrum wird gesucht.</translation>
  </message>
  <message>
   <source>Nothing calibrates the attenuation of water, so values are in 1/cm and not in HU.</source>
   <extracomment>measured</extracomment>
   <translation>Nichts kalibriert die Schwächung von Wasser, die Werte sind also in 1/cm und nicht in HU.</translation>
  </message>
  <message>
   <source>Reconstructing slice {0} of {1}</source>
   <extracomment>measured</extracomment>
   <translation>Schicht {0} von {1} wird rekonstruiert</translation>
  </message>
  <message>
   <source>Sorting the rays by slices.</source>
   <extracomment>measured</extracomment>
   <translation>Die Strahlen werden nach Schichten sortiert.</translation>
  </message>
  <message>
   <source>The file does not tell where the rotation center falls; the middle of the detector was taken.</source>
   <extracomment>measured</extracomment>
   <translation>Die Datei sagt nicht, wohin das Drehzentrum fällt; die Mitte des Detektors wurde genommen.</translation>
  </message>
  <message>
   <source>The rotation center can be found in parallel scans over half a turn; type it for others.</source>
   <extracomment>measured</extracomment>
   <translation>Das Drehzentrum lässt sich in parallelen Scans über eine halbe Umdrehung finden; bei anderen eingeben.</translation>
  </message>
  <message>
   <source>The rotation center falls too near to the edge of the detector for a picture.</source>
   <extracomment>measured</extracomment>
   <translation>Das Drehzentrum fällt für ein Bild zu nah an den Rand des Detektors.</translation>
  </message>
  <message>
   <source>The rotation center was found on channel {0}; correct it where edges look doubled.</source>
   <extracomment>measured</extracomment>
   <translation>Das Drehzentrum wurde auf Kanal {0} gefunden; berichtigen, wo Kanten doppelt erscheinen.</translation>
  </message>
  <message>
   <source>The width of a channel is not recorded; it was taken for 1 mm, so values are in a.u.</source>
   <extracomment>measured</extracomment>
   <translation>Die Breite eines Kanals ist nicht aufgezeichnet; 1 mm wurde genommen, die Werte sind also in a.u.</translation>
  </message>
  <message>
   <source>limited angle, {0}°</source>
   <extracomment>measured</extracomment>
   <translation>begrenzter Winkel, {0}°</translation>
  </message>
  <message>
   <source>{0} % of the rays lie beyond the detector, as the table moved fast; the nearest ones stand in.</source>
   <extracomment>measured</extracomment>
   <translation>{0} % der Strahlen liegen jenseits des Detektors, da sich der Tisch schnell bewegte; die nächsten treten an ihre Stelle.</translation>
  </message>
  <message>
   <source>It was drawn in {0} pictures, and this one is {1}.</source>
   <extracomment>measuring</extracomment>
   <translation>In einem anderen Schnitt gezeichnet ({0}), dieser ist {1}.</translation>
  </message>
  <message>
   <source>The prior does not reach the region.</source>
   <extracomment>measuring</extracomment>
   <translation>Die Voruntersuchung reicht nicht bis zur Region.</translation>
  </message>
  <message>
   <source>The prior was closed.</source>
   <extracomment>measuring</extracomment>
   <translation>Die Voruntersuchung wurde geschlossen.</translation>
  </message>
  <message>
   <source>The region lies outside the picture; move it back.</source>
   <extracomment>measuring</extracomment>
   <translation>Die Region liegt außerhalb des Bildes; zurückschieben.</translation>
  </message>
  <message>
   <source>A short scan must turn by half a turn and the fan angle, {0} radians, not {1}.</source>
   <extracomment>merging</extracomment>
   <translation>Ein Kurzscan muss sich um eine halbe Umdrehung und den Fächerwinkel drehen, {0} Radiant, nicht {1}.</translation>
  </message>
  <message>
   <source>Filtered back-projection needs the views of a full turn to go round evenly.</source>
   <extracomment>merging</extracomment>
   <translation>Gefilterte Rückprojektion braucht gleichmäßig über die ganze Umdrehung verteilte Projektionen.</translation>
  </message>
  <message>
   <source>The file does not record its voxel spacing; 1 mm was taken.</source>
   <extracomment>meta_image</extracomment>
   <translation>Die Datei zeichnet ihren Voxelabstand nicht auf; 1 mm wurde genommen.</translation>
  </message>
  <message>
   <source>The file names a slope of {0} and an offset of {1}, which programs pass over; its numbers are shown as they are stored.</source>
   <extracomment>meta_image</extracomment>
   <translation>Die Datei nennt eine Steigung von {0} und einen Versatz von {1}, die Programme übergehen; ihre Zahlen werden gezeigt, wie sie gespeichert sind.</translation>
  </message>
  <message>
   <source>has each slice in a file of its own; save it as one .mha</source>
   <extracomment>meta_image</extracomment>
   <translation>hat jede Schicht in einer eigenen Datei; als eine einzige .mha speichern</translation>
  </message>
  <message>
   <source>has {0} axes; a volume has three</source>
   <extracomment>meta_image</extracomment>
   <translation>hat {0} Achsen; ein Volumen hat drei</translation>
  </message>
  <message>
   <source>holds elements of type “{0}”, which are no voxel values</source>
   <extracomment>meta_image</extracomment>
   <translation>enthält Elemente vom Typ „{0}“, die keine Voxelwerte sind</translation>
  </message>
  <message>
   <source>holds its voxels as text; save it with binary data</source>
   <extracomment>meta_image</extracomment>
   <translation>enthält die Voxel als Text; mit binären Daten speichern</translation>
  </message>
  <message>
   <source>holds {0} values per voxel; only volumes with one value per voxel open</source>
   <extracomment>meta_image</extracomment>
   <translation>enthält {0} Werte pro Voxel; nur Volumen mit einem Wert pro Voxel lassen sich öffnen</translation>
  </message>
  <message>
   <source>is broken: its voxels begin at an impossible place</source>
   <extracomment>meta_image</extracomment>
   <translation>ist defekt: die Voxel beginnen an einer unmöglichen Stelle</translation>
  </message>
  <message>
   <source>is no MetaImage: its header does not say where its voxels are</source>
   <extracomment>meta_image</extracomment>
   <translation>ist kein MetaImage: der Kopf sagt nicht, wo die Voxel sind</translation>
  </message>
  <message>
   <source>Data range</source>
   <extracomment>metrics</extracomment>
   <translation>Wertespanne</translation>
  </message>
  <message>
   <source>Fixed peak L.</source>
   <extracomment>metrics</extracomment>
   <translation>Fester Höchstwert L.</translation>
  </message>
  <message>
   <source>PSNR and SSIM with a fixed data range</source>
   <extracomment>metrics</extracomment>
   <translation>PSNR und SSIM mit fester Wertespanne</translation>
  </message>
  <message>
   <source>Root mean square error, HU</source>
   <extracomment>metrics</extracomment>
   <translation>Wurzel der mittleren quadratischen Abweichung, HU</translation>
  </message>
  <message>
   <source>psnr dB</source>
   <extracomment>metrics</extracomment>
   <translation>PSNR dB</translation>
  </message>
  <message>
   <source>The brain mask is too small to find the middle of the head; choose another one.</source>
   <extracomment>midline</extracomment>
   <translation>Die Hirnmaske ist zu klein, um die Mitte des Kopfes zu finden; eine andere wählen.</translation>
  </message>
  <message>
   <source>Agents</source>
   <extracomment>model</extracomment>
   <translation>Kontrastmittel</translation>
  </message>
  <message>
   <source>Color</source>
   <extracomment>model</extracomment>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>Fields</source>
   <extracomment>model</extracomment>
   <translation>Feldstärken</translation>
  </message>
  <message>
   <source>Limit</source>
   <extracomment>model</extracomment>
   <translation>Grenze</translation>
  </message>
  <message>
   <source>Sha256</source>
   <extracomment>model</extracomment>
   <translation>SHA-256</translation>
  </message>
  <message>
   <source>The card of the model {0} is damaged: {1}</source>
   <extracomment>model</extracomment>
   <translation>Die Karte des Modells {0} ist beschädigt: {1}</translation>
  </message>
  <message>
   <source>The card of the model {0} is wrong: {1}.</source>
   <extracomment>model</extracomment>
   <translation>Die Karte des Modells {0} ist falsch: {1}.</translation>
  </message>
  <message>
   <source>The model {0} cannot be read: {1}.</source>
   <extracomment>model</extracomment>
   <translation>Das Modell {0} lässt sich nicht lesen: {1}.</translation>
  </message>
  <message>
   <source>The weights of the model {0} are not those of its card; copy or train it again.</source>
   <extracomment>model</extracomment>
   <translation>Die Gewichte des Modells {0} sind nicht die seiner Karte; neu kopieren oder trainieren.</translation>
  </message>
  <message>
   <source>The weights of the model {0} are too large; train it again.</source>
   <extracomment>model</extracomment>
   <translation>Die Gewichte des Modells {0} sind zu groß; neu trainieren.</translation>
  </message>
  <message>
   <source>The weights of the model {0} cannot be read: {1}.</source>
   <extracomment>model</extracomment>
   <translation>Die Gewichte des Modells {0} lassen sich nicht lesen: {1}.</translation>
  </message>
  <message>
   <source>The weights of the model {0} do not fit its network; train it again.</source>
   <extracomment>model</extracomment>
   <translation>Die Gewichte des Modells {0} passen nicht zu seinem Netz; neu trainieren.</translation>
  </message>
  <message>
   <source>Works at mm</source>
   <extracomment>model</extracomment>
   <translation>Arbeitet bei mm</translation>
  </message>
  <message>
   <source>a dose module has the body “resnet” and the head “dose”, and no other model has</source>
   <extracomment>model</extracomment>
   <translation>ein Dosismodul hat den Körper „resnet“ und den Kopf „dose“, und kein anderes Modell hat sie</translation>
  </message>
  <message>
   <source>a dose module starts between its lowest and its highest photons</source>
   <extracomment>model</extracomment>
   <translation>ein Dosismodul beginnt zwischen seinen wenigsten und meisten Photonen</translation>
  </message>
  <message>
   <source>a segmenter names its classes, and a denoiser has none</source>
   <extracomment>model</extracomment>
   <translation>ein Segmentierer nennt seine Klassen, und ein Entrauscher hat keine</translation>
  </message>
  <message>
   <source>a translator has the body “translator” and the head “clip”, and no other model has</source>
   <extracomment>model</extracomment>
   <translation>ein Übersetzer hat den Körper „translator“ und den Kopf „clip“, und kein anderes Modell hat sie</translation>
  </message>
  <message>
   <source>an enhancer has the body “conditional” and the head “subtraction”, and no other model has</source>
   <extracomment>model</extracomment>
   <translation>ein Anreicherungsmodell hat den Körper „conditional“ und den Kopf „subtraction“, und kein anderes Modell hat sie</translation>
  </message>
  <message>
   <source>its network has {0} classes with the background, and it names {1}</source>
   <extracomment>model</extracomment>
   <translation>sein Netz hat {0} Klassen mit dem Hintergrund, und es nennt {1}</translation>
  </message>
  <message>
   <source>the body of a segmenter is “unet”</source>
   <extracomment>model</extracomment>
   <translation>der Körper eines Segmentierers ist „unet“</translation>
  </message>
  <message>
   <source>the head of a segmenter is “logits”, and that of a denoiser is not</source>
   <extracomment>model</extracomment>
   <translation>der Kopf eines Segmentierers ist „logits“, der eines Entrauschers nicht</translation>
  </message>
  <message>
   <source>two of its classes have the same value</source>
   <extracomment>model</extracomment>
   <translation>zwei seiner Klassen haben denselben Wert</translation>
  </message>
  <message>
   <source>“familiar” names a middle and a scale above 0 for every feature</source>
   <extracomment>model</extracomment>
   <translation>„familiar“ nennt für jedes Merkmal eine Mitte und eine Skala über 0</translation>
  </message>
  <message>
   <source>“low” of the head has to be below “high”</source>
   <extracomment>model</extracomment>
   <translation>„low“ des Kopfes muss unter „high“ liegen</translation>
  </message>
  <message>
   <source>At most, of the MVCT against the planning CT, along each axis.</source>
   <extracomment>mvct</extracomment>
   <translation>Höchstens, des MVCT gegen das Planungs-CT, entlang jeder Achse.</translation>
  </message>
  <message>
   <source>At most, of the MVCT against the planning CT.</source>
   <extracomment>mvct</extracomment>
   <translation>Höchstens, des MVCT gegen das Planungs-CT.</translation>
  </message>
  <message>
   <source>Blur of MVCT, from</source>
   <extracomment>mvct</extracomment>
   <translation>Unschärfe des MVCT, von</translation>
  </message>
  <message>
   <source>Blur of MVCT, to</source>
   <extracomment>mvct</extracomment>
   <translation>Unschärfe des MVCT, bis</translation>
  </message>
  <message>
   <source>Noise of MVCT, from</source>
   <extracomment>mvct</extracomment>
   <translation>Rauschen des MVCT, von</translation>
  </message>
  <message>
   <source>Noise of MVCT, to</source>
   <extracomment>mvct</extracomment>
   <translation>Rauschen des MVCT, bis</translation>
  </message>
  <message>
   <source>Noise of the planning CT</source>
   <extracomment>mvct</extracomment>
   <translation>Rauschen des Planungs-CT</translation>
  </message>
  <message>
   <source>SD of a Gaussian.</source>
   <extracomment>mvct</extracomment>
   <translation>SD einer Gaußkurve.</translation>
  </message>
  <message>
   <source>Turn</source>
   <extracomment>mvct</extracomment>
   <translation>Drehung</translation>
  </message>
  <message>
   <source>The model {0} is made for pixels of {1} to {2} mm, and these have {3} mm; choose another model or resample the volume.</source>
   <extracomment>networks</extracomment>
   <translation>Das Modell {0} ist für Pixel von {1} bis {2} mm gemacht, diese haben {3} mm; ein anderes Modell wählen oder das Volumen umrechnen.</translation>
  </message>
  <message>
   <source>The model {0} knows pictures in HU, and these are not; choose a method without a network.</source>
   <extracomment>networks</extracomment>
   <translation>Das Modell {0} kennt Bilder in HU, und diese sind es nicht; eine Methode ohne Netz wählen.</translation>
  </message>
  <message>
   <source>An ANALYZE file does not say which side is left; left and right may be swapped.</source>
   <extracomment>nifti</extracomment>
   <translation>Eine ANALYZE-Datei sagt nicht, welche Seite links ist; links und rechts können vertauscht sein.</translation>
  </message>
  <message>
   <source>The file does not say where its voxels lie; left and right may be swapped.</source>
   <extracomment>nifti</extracomment>
   <translation>Die Datei sagt nicht, wo ihre Voxel liegen; links und rechts können vertauscht sein.</translation>
  </message>
  <message>
   <source>The file gives two different positions (sform and qform); the sform was used.</source>
   <extracomment>nifti</extracomment>
   <translation>Die Datei nennt zwei verschiedene Lagen (sform und qform); die sform wurde verwendet.</translation>
  </message>
  <message>
   <source>The first position of the file (sform) is broken; the second (qform) was used.</source>
   <extracomment>nifti</extracomment>
   <translation>Die erste Lage der Datei (sform) ist defekt; die zweite (qform) wurde verwendet.</translation>
  </message>
  <message>
   <source>claims {0} volumes and was not opened</source>
   <extracomment>nifti</extracomment>
   <translation>gibt {0} Volumen vor und wurde nicht geöffnet</translation>
  </message>
  <message>
   <source>has an impossible size: {0}</source>
   <extracomment>nifti</extracomment>
   <translation>hat eine unmögliche Größe: {0}</translation>
  </message>
  <message>
   <source>has its {0} in {1}, which is missing</source>
   <extracomment>nifti</extracomment>
   <translation>braucht dazu {1} ({0}), das fehlt</translation>
  </message>
  <message>
   <source>holds colors or complex numbers, not voxel values</source>
   <extracomment>nifti</extracomment>
   <translation>enthält Farben oder komplexe Zahlen, keine Voxelwerte</translation>
  </message>
  <message>
   <source>is broken: it has no data type {0}</source>
   <extracomment>nifti</extracomment>
   <translation>ist defekt: einen Datentyp {0} gibt es nicht</translation>
  </message>
  <message>
   <source>is broken: its NIfTI header cannot be read</source>
   <extracomment>nifti</extracomment>
   <translation>ist defekt: der NIfTI-Kopf lässt sich nicht lesen</translation>
  </message>
  <message>
   <source>is empty or truncated</source>
   <extracomment>nifti</extracomment>
   <translation>ist leer oder abgeschnitten</translation>
  </message>
  <message>
   <source>is not a NIfTI file</source>
   <extracomment>nifti</extracomment>
   <translation>ist keine NIfTI-Datei</translation>
  </message>
  <message>
   <source>is the header of a pair; end its name in .hdr and that of its voxels in .img</source>
   <extracomment>nifti</extracomment>
   <translation>ist der Kopf eines Paars; seinen Namen auf .hdr und den der Voxel auf .img enden lassen</translation>
  </message>
  <message>
   <source>Non-local means need odd patches and a window smaller than the picture.</source>
   <extracomment>nlm</extracomment>
   <translation>Non-Local Means braucht ungerade Ausschnitte und ein Fenster kleiner als das Bild.</translation>
  </message>
  <message>
   <source>Noise map</source>
   <extracomment>noise_map</extracomment>
   <translation>Rauschkarte</translation>
  </message>
  <message>
   <source>noise maps</source>
   <extracomment>noise_maps</extracomment>
   <translation>Rauschkarten</translation>
  </message>
  <message>
   <source>Stop; what was open stays open</source>
   <extracomment>notice</extracomment>
   <translation>Anhalten; was offen war, bleibt offen</translation>
  </message>
  <message>
   <source>{0} more</source>
   <extracomment>notice</extracomment>
   <translation>{0} weitere</translation>
  </message>
  <message>
   <source>byte skip</source>
   <extracomment>nrrd</extracomment>
   <translation>byte skip</translation>
  </message>
  <message>
   <source>data file</source>
   <extracomment>nrrd</extracomment>
   <translation>data file</translation>
  </message>
  <message>
   <source>has each slice in a file of its own; save it as one .nrrd</source>
   <extracomment>nrrd</extracomment>
   <translation>hat jede Schicht in einer eigenen Datei; als eine einzige .nrrd speichern</translation>
  </message>
  <message>
   <source>has lengths in {0}; save it in mm</source>
   <extracomment>nrrd</extracomment>
   <translation>hat Längen in {0}; in mm speichern</translation>
  </message>
  <message>
   <source>has {0} axes{1}; only volumes with three and one value per voxel open</source>
   <extracomment>nrrd</extracomment>
   <translation>hat {0} Achsen{1}; nur Volumen mit drei Achsen und einem Wert pro Voxel lassen sich öffnen</translation>
  </message>
  <message>
   <source>is broken: its header has no end</source>
   <extracomment>nrrd</extracomment>
   <translation>ist defekt: der Kopf hat kein Ende</translation>
  </message>
  <message>
   <source>is broken: its space directions are no numbers</source>
   <extracomment>nrrd</extracomment>
   <translation>ist defekt: die Raumrichtungen (space directions) sind keine Zahlen</translation>
  </message>
  <message>
   <source>is broken: its space directions are not three vectors</source>
   <extracomment>nrrd</extracomment>
   <translation>ist defekt: die Raumrichtungen (space directions) sind nicht drei Vektoren</translation>
  </message>
  <message>
   <source>is broken: its space has not three dimensions</source>
   <extracomment>nrrd</extracomment>
   <translation>ist defekt: der Raum hat nicht drei Dimensionen</translation>
  </message>
  <message>
   <source>is no NRRD file</source>
   <extracomment>nrrd</extracomment>
   <translation>ist keine NRRD-Datei</translation>
  </message>
  <message>
   <source>is written as “{0}”; save it with the encoding raw or gzip</source>
   <extracomment>nrrd</extracomment>
   <translation>ist als „{0}“ geschrieben; mit der Kodierung raw oder gzip speichern</translation>
  </message>
  <message>
   <source>line skip</source>
   <extracomment>nrrd</extracomment>
   <translation>line skip</translation>
  </message>
  <message>
   <source>space directions</source>
   <extracomment>nrrd</extracomment>
   <translation>space directions</translation>
  </message>
  <message>
   <source>space origin</source>
   <extracomment>nrrd</extracomment>
   <translation>space origin</translation>
  </message>
  <message>
   <source>Against the loaded slice</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Gegen die geladene Schicht</translation>
  </message>
  <message>
   <source>Copy as CSV</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Als CSV kopieren</translation>
  </message>
  <message>
   <source>Copy as text</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Als Text kopieren</translation>
  </message>
  <message>
   <source>Copy as text or CSV</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Als Text oder CSV kopieren</translation>
  </message>
  <message>
   <source>Copy the table</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Tabelle kopieren</translation>
  </message>
  <message>
   <source>Copy the table as text (Ctrl+C in the table)</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Die Tabelle als Text kopieren (Strg+C in der Tabelle)</translation>
  </message>
  <message>
   <source>Curves: dose from 1 to 100 %, dot = now</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Kurven: Dosis von 1 bis 100 %, Punkt = jetzt</translation>
  </message>
  <message>
   <source>Every region, ruler, angle and line profile</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Alle Regionen, Lineale, Winkel und Linienprofile</translation>
  </message>
  <message>
   <source>Image</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Bild</translation>
  </message>
  <message>
   <source>In the region that was drawn</source>
   <extracomment>numbers_dock</extracomment>
   <translation>In der gezeichneten Region</translation>
  </message>
  <message>
   <source>Kind of numbers</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Art der Zahlen</translation>
  </message>
  <message>
   <source>List</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Liste</translation>
  </message>
  <message>
   <source>More ways to copy</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Weitere Arten zu kopieren</translation>
  </message>
  <message>
   <source>Numbers</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Zahlen</translation>
  </message>
  <message>
   <source>Numbers by pane</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Zahlen nach Bildfeld</translation>
  </message>
  <message>
   <source>Numbers of every pane; click a row to make its pane active</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Zahlen jedes Bildfelds; Klick auf eine Zeile macht das Bildfeld aktiv</translation>
  </message>
  <message>
   <source>What enhances, where, how large it is and how much</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Was anreichert, wo, wie groß es ist und wie stark</translation>
  </message>
  <message>
   <source>What the region takes up of the contrast agent</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Was die Region an Kontrastmittel aufnimmt</translation>
  </message>
  <message>
   <source>What the segmenter finds</source>
   <extracomment>numbers_dock</extracomment>
   <translation>Was der Segmentierer findet</translation>
  </message>
  <message>
   <source>Data range of PSNR and SSIM</source>
   <extracomment>numbers_heads</extracomment>
   <translation>Wertespanne für PSNR und SSIM</translation>
  </message>
  <message>
   <source>Data range of PSNR and SSIM: fixed, or from the lowest to the highest value of the loaded slice, as always where a scan is not in HU</source>
   <extracomment>numbers_heads</extracomment>
   <translation>Wertebereich für PSNR und SSIM: fest oder vom niedrigsten bis zum höchsten Wert der geladenen Schicht, wie immer bei Aufnahmen, die nicht in HU sind</translation>
  </message>
  <message>
   <source>In the body</source>
   <extracomment>numbers_heads</extracomment>
   <translation>Im Körper</translation>
  </message>
  <message>
   <source>In the disc</source>
   <extracomment>numbers_heads</extracomment>
   <translation>Im Kreis</translation>
  </message>
  <message>
   <source>Label</source>
   <extracomment>numbers_heads</extracomment>
   <translation>Label</translation>
  </message>
  <message>
   <source>Range 4{0}096 HU</source>
   <extracomment>numbers_heads</extracomment>
   <translation>Spanne 4{0}096 HU</translation>
  </message>
  <message>
   <source>Range of the slice</source>
   <extracomment>numbers_heads</extracomment>
   <translation>Spanne der Schicht</translation>
  </message>
  <message>
   <source>The body, or the inscribed disc</source>
   <extracomment>numbers_heads</extracomment>
   <translation>Der Körper oder der einbeschriebene Kreis</translation>
  </message>
  <message>
   <source>The label whose numbers are on show</source>
   <extracomment>numbers_heads</extracomment>
   <translation>Das Label, dessen Zahlen gezeigt werden</translation>
  </message>
  <message>
   <source>Where pictures are compared</source>
   <extracomment>numbers_heads</extracomment>
   <translation>Wo Bilder verglichen werden</translation>
  </message>
  <message>
   <source>Pane</source>
   <extracomment>numbers_table</extracomment>
   <translation>Bildfeld</translation>
  </message>
  <message>
   <source>{0}: click to make the pane active</source>
   <extracomment>numbers_table</extracomment>
   <translation>{0}: Klick macht das Bildfeld aktiv</translation>
  </message>
  <message>
   <source>The two directions of an oblique plane are perpendicular unit vectors.</source>
   <extracomment>oblique</extracomment>
   <translation>Die beiden Richtungen einer schrägen Ebene sind zueinander senkrechte Einheitsvektoren.</translation>
  </message>
  <message>
   <source>Back along the axes</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Zurück entlang der Achsen</translation>
  </message>
  <message>
   <source>Lay the plane of the active pane along the axes of the volume again</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Die Ebene des aktiven Bildfelds wieder entlang der Achsen des Volumens legen</translation>
  </message>
  <message>
   <source>Oblique</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Schräg</translation>
  </message>
  <message>
   <source>Oblique angles</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Winkel der schrägen Ebene</translation>
  </message>
  <message>
   <source>Oblique angles…</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Winkel der schrägen Ebene…</translation>
  </message>
  <message>
   <source>Oblique back along the axes</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Schräge Ebene zurück entlang der Achsen</translation>
  </message>
  <message>
   <source>Plane</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Ebene</translation>
  </message>
  <message>
   <source>Rotate an oblique plane</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Schräge Ebene drehen</translation>
  </message>
  <message>
   <source>Rotate left by 1°</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Um 1° nach links drehen</translation>
  </message>
  <message>
   <source>Rotate right by 1°</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Um 1° nach rechts drehen</translation>
  </message>
  <message>
   <source>Swing an oblique plane</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Schräge Ebene schwenken</translation>
  </message>
  <message>
   <source>Swing left by 1°</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Um 1° nach links schwenken</translation>
  </message>
  <message>
   <source>Swing right by 1°</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Um 1° nach rechts schwenken</translation>
  </message>
  <message>
   <source>Tilt an oblique plane</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Schräge Ebene kippen</translation>
  </message>
  <message>
   <source>Tilt backward by 1°</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Um 1° nach hinten kippen</translation>
  </message>
  <message>
   <source>Tilt forward by 1°</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Um 1° nach vorn kippen</translation>
  </message>
  <message>
   <source>Turn the plane of the active pane about the crosshair</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Die Ebene des aktiven Bildfelds um das Fadenkreuz drehen</translation>
  </message>
  <message>
   <source>Turn the plane of the active pane about the crosshair; drag its line elsewhere</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Die Ebene des aktiven Bildfelds um das Fadenkreuz drehen; oder ihre Linie anderswo ziehen</translation>
  </message>
  <message>
   <source>Type tilt, swing and rotation of the active pane's plane in degrees</source>
   <extracomment>oblique_commands</extracomment>
   <translation>Kippung, Schwenkung und Drehung der Ebene des aktiven Bildfelds in Grad eingeben</translation>
  </message>
  <message>
   <source>About the line from left to right of the picture</source>
   <extracomment>oblique_dialog</extracomment>
   <translation>Um die Linie von links nach rechts im Bild</translation>
  </message>
  <message>
   <source>About the line from top to bottom of the picture</source>
   <extracomment>oblique_dialog</extracomment>
   <translation>Um die Linie von oben nach unten im Bild</translation>
  </message>
  <message>
   <source>Keep angles</source>
   <extracomment>oblique_dialog</extracomment>
   <translation>Winkel übernehmen</translation>
  </message>
  <message>
   <source>Rotation</source>
   <extracomment>oblique_dialog</extracomment>
   <translation>Drehung</translation>
  </message>
  <message>
   <source>Swing</source>
   <extracomment>oblique_dialog</extracomment>
   <translation>Schwenkung</translation>
  </message>
  <message>
   <source>Tilt</source>
   <extracomment>oblique_dialog</extracomment>
   <translation>Kippung</translation>
  </message>
  <message>
   <source>Turned from {} about the crosshair; the picture follows.</source>
   <extracomment>oblique_dialog</extracomment>
   <translation>Aus {} um das Fadenkreuz gedreht; das Bild folgt.</translation>
  </message>
  <message>
   <source>Within the picture</source>
   <extracomment>oblique_dialog</extracomment>
   <translation>In der Bildebene</translation>
  </message>
  <message>
   <source>{0} turned by {1}, {2}, {3}</source>
   <extracomment>oblique_turn</extracomment>
   <translation>{0} gedreht um {1}, {2}, {3}</translation>
  </message>
  <message>
   <source>Every seed gave the same picture, so there is no noise to see the disc in.</source>
   <extracomment>observer</extracomment>
   <translation>Jeder Startwert ergab dasselbe Bild, also gibt es kein Rauschen, in dem die Scheibe zu sehen wäre.</translation>
  </message>
  <message>
   <source>The noise leaves channels that say the same, so d′ is unknown; take more seeds or another place.</source>
   <extracomment>observer</extracomment>
   <translation>Das Rauschen lässt Kanäle übrig, die dasselbe sagen, d′ ist also unbekannt; mehr Startwerte oder eine andere Stelle nehmen.</translation>
  </message>
  <message>
   <source>A denoiser takes one picture at a time, not {0}.</source>
   <extracomment>offsets</extracomment>
   <translation>Ein Entrauscher nimmt ein Bild auf einmal, nicht {0}.</translation>
  </message>
  <message>
   <source>A noise map {0} does not fit a picture {1}.</source>
   <extracomment>offsets</extracomment>
   <translation>Eine Rauschkarte {0} passt nicht zu einem Bild {1}.</translation>
  </message>
  <message>
   <source>Noise is a number that is not negative, everywhere.</source>
   <extracomment>offsets</extracomment>
   <translation>Rauschen ist überall eine nicht negative Zahl.</translation>
  </message>
  <message>
   <source>ONNX model</source>
   <extracomment>onnx</extracomment>
   <translation>ONNX-Modell</translation>
  </message>
  <message>
   <source>One of the ONNX models in the folder of models.</source>
   <extracomment>onnx</extracomment>
   <translation>Eines der ONNX-Modelle im Modellordner.</translation>
  </message>
  <message>
   <source>The model {0} failed: {1}</source>
   <extracomment>onnx</extracomment>
   <translation>Das Modell {0} ist fehlgeschlagen: {1}</translation>
  </message>
  <message>
   <source>The model {0} has the inputs “{1}” where one is needed; correct “input” in its card or choose another model.</source>
   <extracomment>onnx</extracomment>
   <translation>Das Modell {0} hat die Eingänge „{1}“, wo einer nötig ist; „input“ in seiner Karte berichtigen oder ein anderes Modell wählen.</translation>
  </message>
  <message>
   <source>The model {0} has the outputs “{1}”; name one as “output” in its card.</source>
   <extracomment>onnx</extracomment>
   <translation>Das Modell {0} hat die Ausgänge „{1}“; einen als „output“ in seiner Karte nennen.</translation>
  </message>
  <message>
   <source>The model {0} made values that are not numbers; choose another model.</source>
   <extracomment>onnx</extracomment>
   <translation>Das Modell {0} erzeugte Werte, die keine Zahlen sind; ein anderes Modell wählen.</translation>
  </message>
  <message>
   <source>The model {0} returned {1} where its card says {2}; correct the card or choose another model.</source>
   <extracomment>onnx</extracomment>
   <translation>Das Modell {0} gab {1} zurück, wo seine Karte {2} sagt; die Karte berichtigen oder ein anderes Modell wählen.</translation>
  </message>
  <message>
   <source>The model {0} takes at most {1} × {2} pixels, and these are {3} × {4}; choose another model or resample the volume.</source>
   <extracomment>onnx</extracomment>
   <translation>Das Modell {0} nimmt höchstens {1} × {2} Pixel, diese sind {3} × {4}; ein anderes Modell wählen oder das Volumen umrechnen.</translation>
  </message>
  <message>
   <source>needs the extra onnx: pip install ldct-studio[onnx]</source>
   <extracomment>onnx</extracomment>
   <translation>braucht die Erweiterung onnx: pip install ldct-studio[onnx]</translation>
  </message>
  <message>
   <source>“{0}” of the model {1} is {2} {3} where its card says tensor(float) {4}; correct the card or choose another model.</source>
   <extracomment>onnx</extracomment>
   <translation>„{0}“ des Modells {1} ist {2} {3}, wo seine Karte tensor(float) {4} sagt; die Karte berichtigen oder ein anderes Modell wählen.</translation>
  </message>
  <message>
   <source>Multiple</source>
   <extracomment>onnx_card</extracomment>
   <translation>Vielfaches</translation>
  </message>
  <message>
   <source>The card of the model {0} is wrong: {1}</source>
   <extracomment>onnx_card</extracomment>
   <translation>Die Karte des Modells {0} ist falsch: {1}</translation>
  </message>
  <message>
   <source>There is no ONNX {0} “{1}”; known are: {2}.</source>
   <extracomment>onnx_card</extracomment>
   <translation>Es gibt kein ONNX-Modell ({0}) „{1}“; bekannt sind: {2}.</translation>
  </message>
  <message>
   <source>“size” is the rows and columns that the network takes</source>
   <extracomment>onnx_card</extracomment>
   <translation>„size“ sind die Zeilen und Spalten, die das Netz nimmt</translation>
  </message>
  <message>
   <source>The file of the model {0} cannot be read: {1}.</source>
   <extracomment>onnx_file</extracomment>
   <translation>Die Datei des Modells {0} lässt sich nicht lesen: {1}.</translation>
  </message>
  <message>
   <source>The file of the model {0} is larger than 1 GB; choose a smaller model.</source>
   <extracomment>onnx_file</extracomment>
   <translation>Die Datei des Modells {0} ist größer als 1 GB; ein kleineres Modell wählen.</translation>
  </message>
  <message>
   <source>The file of the model {0} is not the one of its card; copy it again, or correct “sha256”.</source>
   <extracomment>onnx_file</extracomment>
   <translation>Die Datei des Modells {0} ist nicht die seiner Karte; neu kopieren oder „sha256“ berichtigen.</translation>
  </message>
  <message>
   <source>The model {0} cannot be opened: {1}</source>
   <extracomment>onnx_file</extracomment>
   <translation>Das Modell {0} lässt sich nicht öffnen: {1}</translation>
  </message>
  <message>
   <source>The model {0} keeps weights in another file; save it as one file.</source>
   <extracomment>onnx_file</extracomment>
   <translation>Das Modell {0} hat Gewichte in einer anderen Datei; als eine Datei speichern.</translation>
  </message>
  <message>
   <source>{0} more files were left out.</source>
   <extracomment>opening</extracomment>
   <translation>{0} weitere Dateien wurden ausgelassen.</translation>
  </message>
  <message>
   <source>{0} more label maps are here and were not opened.</source>
   <extracomment>opening</extracomment>
   <translation>{0} weitere Labelkarten sind hier und wurden nicht geöffnet.</translation>
  </message>
  <message>
   <source>“{0}” was left out: projections take no labels.</source>
   <extracomment>opening</extracomment>
   <translation>„{0}“ wurde ausgelassen: Projektionen nehmen keine Label.</translation>
  </message>
  <message>
   <source>“{0}” was left out: {1}</source>
   <extracomment>opening</extracomment>
   <translation>„{0}“ wurde ausgelassen: {1}</translation>
  </message>
  <message>
   <source>Trained on synthetic patients; misses small lesions.</source>
   <extracomment>organs</extracomment>
   <translation>An synthetischen Patienten trainiert; übersieht kleine Läsionen.</translation>
  </message>
  <message>
   <source>Neither of the two holds this label, so they cannot be compared.</source>
   <extracomment>overlap</extracomment>
   <translation>Keine der beiden enthält dieses Label, sie lassen sich also nicht vergleichen.</translation>
  </message>
  <message>
   <source>One of the two does not hold this label.</source>
   <extracomment>overlap</extracomment>
   <translation>Eine der beiden enthält dieses Label nicht.</translation>
  </message>
  <message>
   <source>The reference does not hold this label, so no change can be told.</source>
   <extracomment>overlap</extracomment>
   <translation>Die Referenz enthält dieses Label nicht, eine Änderung lässt sich also nicht angeben.</translation>
  </message>
  <message>
   <source>Slices to train on have to be square; crop them or pad them with air.</source>
   <extracomment>pairs</extracomment>
   <translation>Schichten zum Trainieren müssen quadratisch sein; zuschneiden oder mit Luft auffüllen.</translation>
  </message>
  <message>
   <source>A key image has a slice, a dose above 0 and at most 1, and a seed.</source>
   <extracomment>pane</extracomment>
   <translation>Ein Schlüsselbild hat eine Schicht, eine Dosis über 0 bis höchstens 1 und einen Startwert.</translation>
  </message>
  <message>
   <source>Reference</source>
   <extracomment>pane</extracomment>
   <translation>Referenz</translation>
  </message>
  <message>
   <source>Task-adaptive</source>
   <extracomment>pane</extracomment>
   <translation>Aufgabenadaptiv</translation>
  </message>
  <message>
   <source>U-Net</source>
   <extracomment>pane</extracomment>
   <translation>U-Net</translation>
  </message>
  <message>
   <source>Compute the pictures for the dose that is set</source>
   <extracomment>pane_card</extracomment>
   <translation>Die Bilder für die eingestellte Dosis berechnen</translation>
  </message>
  <message>
   <source>Compute this picture again</source>
   <extracomment>pane_card</extracomment>
   <translation>Dieses Bild nochmals berechnen</translation>
  </message>
  <message>
   <source>Make every slice with this method; then this cut is there</source>
   <extracomment>pane_card</extracomment>
   <translation>Jede Schicht mit dieser Methode berechnen; dann gibt es diesen Schnitt</translation>
  </message>
  <message>
   <source>Retry</source>
   <extracomment>pane_card</extracomment>
   <translation>Nochmals</translation>
  </message>
  <message>
   <source>Add a pane</source>
   <extracomment>pane_grid</extracomment>
   <translation>Bildfeld hinzufügen</translation>
  </message>
  <message>
   <source>Choose a method for this place</source>
   <extracomment>pane_grid</extracomment>
   <translation>Für diesen Platz eine Methode wählen</translation>
  </message>
  <message>
   <source>Choose the method, unlink, maximize or copy this pane</source>
   <extracomment>pane_header</extracomment>
   <translation>Methode wählen, entkoppeln, maximieren oder kopieren</translation>
  </message>
  <message>
   <source>Menu of pane {}</source>
   <extracomment>pane_header</extracomment>
   <translation>Menü von Bildfeld {}</translation>
  </message>
  <message>
   <source>Pane menu</source>
   <extracomment>pane_header</extracomment>
   <translation>Menü des Bildfelds</translation>
  </message>
  <message>
   <source>Copy picture</source>
   <extracomment>pane_menu</extracomment>
   <translation>Bild kopieren</translation>
  </message>
  <message>
   <source>Linked with the others</source>
   <extracomment>pane_menu</extracomment>
   <translation>Mit den anderen gekoppelt</translation>
  </message>
  <message>
   <source>Maximize</source>
   <extracomment>pane_menu</extracomment>
   <translation>Maximieren</translation>
  </message>
  <message>
   <source>Method</source>
   <extracomment>pane_menu</extracomment>
   <translation>Methode</translation>
  </message>
  <message>
   <source>Method settings…</source>
   <extracomment>pane_menu</extracomment>
   <translation>Einstellungen der Methode…</translation>
  </message>
  <message>
   <source>Move to the main window</source>
   <extracomment>pane_menu</extracomment>
   <translation>Ins Hauptfenster verschieben</translation>
  </message>
  <message>
   <source>Move to the second window</source>
   <extracomment>pane_menu</extracomment>
   <translation>Ins zweite Fenster verschieben</translation>
  </message>
  <message>
   <source>Remove this pane</source>
   <extracomment>pane_menu</extracomment>
   <translation>Dieses Bildfeld entfernen</translation>
  </message>
  <message>
   <source>Restore all panes</source>
   <extracomment>pane_menu</extracomment>
   <translation>Alle Bildfelder wieder zeigen</translation>
  </message>
  <message>
   <source>Show</source>
   <extracomment>pane_menu</extracomment>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>Stop here</source>
   <extracomment>pane_menu</extracomment>
   <translation>Hier anhalten</translation>
  </message>
  <message>
   <source>Numbers are read from axial slices; show this pane in the axial plane, without a slab.</source>
   <extracomment>pane_numbers</extracomment>
   <translation>Zahlen werden aus axialen Schichten gelesen; dieses Bildfeld in axialer Ebene zeigen, ohne Slab.</translation>
  </message>
  <message>
   <source>Of slice {0}: the picture of slice {1} is being computed.</source>
   <extracomment>pane_numbers</extracomment>
   <translation>Von Schicht {0}: das Bild der Schicht {1} wird berechnet.</translation>
  </message>
  <message>
   <source>Photon-starved: {0} photons expected on the darkest ray.</source>
   <extracomment>pane_numbers</extracomment>
   <translation>Photonenmangel: {0} Photonen auf dem dunkelsten Strahl erwartet.</translation>
  </message>
  <message>
   <source>Preview {} of {}: the method has not finished.</source>
   <extracomment>pane_numbers</extracomment>
   <translation>Vorschau {} von {}: die Methode ist nicht fertig.</translation>
  </message>
  <message>
   <source>Preview: the exact picture follows.</source>
   <extracomment>pane_numbers</extracomment>
   <translation>Vorschau: das genaue Bild folgt.</translation>
  </message>
  <message>
   <source>The picture is being computed.</source>
   <extracomment>pane_numbers</extracomment>
   <translation>Das Bild wird berechnet.</translation>
  </message>
  <message>
   <source>Interpolated</source>
   <extracomment>pane_paint</extracomment>
   <translation>Interpoliert</translation>
  </message>
  <message>
   <source>Key image</source>
   <extracomment>pane_paint</extracomment>
   <translation>Schlüsselbild</translation>
  </message>
  <message>
   <source>Photon-starved, {0}</source>
   <extracomment>pane_paint</extracomment>
   <translation>Photonenmangel, {0}</translation>
  </message>
  <message>
   <source>Simulated</source>
   <extracomment>pane_paint</extracomment>
   <translation>Simuliert</translation>
  </message>
  <message>
   <source>Zoom {0}×</source>
   <extracomment>pane_paint</extracomment>
   <translation>Zoom {0}×</translation>
  </message>
  <message>
   <source>counts</source>
   <extracomment>pane_paint</extracomment>
   <translation>Photonen</translation>
  </message>
  <message>
   <source>mean</source>
   <extracomment>pane_paint</extracomment>
   <translation>Mittel</translation>
  </message>
  <message>
   <source>Data</source>
   <extracomment>panels</extracomment>
   <translation>Daten</translation>
  </message>
  <message>
   <source>The program is incomplete: {0} is missing. Install it again.</source>
   <extracomment>paths</extracomment>
   <translation>Das Programm ist unvollständig: {0} fehlt. Neu installieren.</translation>
  </message>
  <message>
   <source>No patient was found in this slice, so its size and SSDE are unknown.</source>
   <extracomment>patient</extracomment>
   <translation>In dieser Schicht wurde kein Patient gefunden, seine Größe und SSDE sind also unbekannt.</translation>
  </message>
  <message>
   <source>The patient is cut by the field of view, so the size is too small and SSDE too large.</source>
   <extracomment>patient</extracomment>
   <translation>Der Patient ist vom Messfeld abgeschnitten, die Größe ist also zu klein und SSDE zu groß.</translation>
  </message>
  <message>
   <source>None of the {0} synthetic patients has a lesion; draw more.</source>
   <extracomment>patients</extracomment>
   <translation>Keiner der {0} synthetischen Patienten hat eine Läsion; mehr zeichnen.</translation>
  </message>
  <message>
   <source>not VGG: fixed bank of 64 filters</source>
   <extracomment>perception</extracomment>
   <translation>nicht VGG: feste Bank von 64 Filtern</translation>
  </message>
  <message>
   <source>“{0}” holds no weights of a network; choose another file.</source>
   <extracomment>perception</extracomment>
   <translation>„{0}“ enthält keine Gewichte eines Netzes; eine andere Datei wählen.</translation>
  </message>
  <message>
   <source>“{0}” holds no weights that can be read; choose another file.</source>
   <extracomment>perception</extracomment>
   <translation>„{0}“ enthält keine lesbaren Gewichte; eine andere Datei wählen.</translation>
  </message>
  <message>
   <source>“{0}” is no VGG16 of torchvision: {1} is missing; choose another file.</source>
   <extracomment>perception</extracomment>
   <translation>„{0}“ ist kein VGG16 von torchvision: {1} fehlt; eine andere Datei wählen.</translation>
  </message>
  <message>
   <source>“{0}” is too large for VGG16; choose another file.</source>
   <extracomment>perception</extracomment>
   <translation>„{0}“ ist zu groß für VGG16; eine andere Datei wählen.</translation>
  </message>
  <message>
   <source>Distance of slices</source>
   <extracomment>phantoms</extracomment>
   <translation>Schichtabstand</translation>
  </message>
  <message>
   <source>Dose robustness, synthetic patients</source>
   <extracomment>phantoms</extracomment>
   <translation>Dosisrobustheit, synthetische Patienten</translation>
  </message>
  <message>
   <source>Draw heads and necks as NIfTI: MVCT, planning CT of the same place and day, and labels.</source>
   <extracomment>phantoms</extracomment>
   <translation>Köpfe und Hälse als NIfTI zeichnen: MVCT, Planungs-CT von derselben Stelle und demselben Tag, und Strukturen.</translation>
  </message>
  <message>
   <source>Draw patients with their true labels as NIfTI, and write the plan of a study of them.</source>
   <extracomment>phantoms</extracomment>
   <translation>Patienten mit ihren wahren Labels als NIfTI zeichnen und den Plan einer Studie an ihnen schreiben.</translation>
  </message>
  <message>
   <source>Files and folders that the plan has as well, with “{0}” between them.</source>
   <extracomment>phantoms</extracomment>
   <translation>Dateien und Ordner, die der Plan auch enthält, mit „{0}“ dazwischen.</translation>
  </message>
  <message>
   <source>First patient</source>
   <extracomment>phantoms</extracomment>
   <translation>Erster Patient</translation>
  </message>
  <message>
   <source>Kidneys</source>
   <extracomment>phantoms</extracomment>
   <translation>Nieren</translation>
  </message>
  <message>
   <source>Liver lesion</source>
   <extracomment>phantoms</extracomment>
   <translation>Leberläsion</translation>
  </message>
  <message>
   <source>MVCT, synthetic patients</source>
   <extracomment>phantoms</extracomment>
   <translation>MVCT, synthetische Patienten</translation>
  </message>
  <message>
   <source>Of all scans of the plan, the real ones too.</source>
   <extracomment>phantoms</extracomment>
   <translation>Aller Aufnahmen des Plans, auch der echten.</translation>
  </message>
  <message>
   <source>Real scans</source>
   <extracomment>phantoms</extracomment>
   <translation>Echte Aufnahmen</translation>
  </message>
  <message>
   <source>Slices of a scan</source>
   <extracomment>phantoms</extracomment>
   <translation>Schichten einer Aufnahme</translation>
  </message>
  <message>
   <source>The number of the first one.</source>
   <extracomment>phantoms</extracomment>
   <translation>Die Nummer des ersten.</translation>
  </message>
  <message>
   <source>The patients are in {0}.</source>
   <extracomment>phantoms</extracomment>
   <translation>Die Patienten sind in {0}.</translation>
  </message>
  <message>
   <source>The plan is {0}; ldct-studio study run runs it.</source>
   <extracomment>phantoms</extracomment>
   <translation>Der Plan ist {0}; ldct-studio study run rechnet ihn.</translation>
  </message>
  <message>
   <source>A value of “{0}” stands twice in the study; leave one out.</source>
   <extracomment>plan</extracomment>
   <translation>Ein Wert von „{0}“ steht zweimal in der Studie; einen weglassen.</translation>
  </message>
  <message>
   <source>An axis of a study cannot hold “none”; leave that value out.</source>
   <extracomment>plan</extracomment>
   <translation>Eine Achse einer Studie kann kein „none“ enthalten; diesen Wert weglassen.</translation>
  </message>
  <message>
   <source>Axes</source>
   <extracomment>plan</extracomment>
   <translation>Achsen</translation>
  </message>
  <message>
   <source>The axis “{0}” of the study is empty; give it a value.</source>
   <extracomment>plan</extracomment>
   <translation>Die Achse „{0}“ der Studie ist leer; ihr einen Wert geben.</translation>
  </message>
  <message>
   <source>The study has {0} cells; divide it into several of {1} at most.</source>
   <extracomment>plan</extracomment>
   <translation>Die Studie hat {0} Zellen; in mehrere zu höchstens {1} teilen.</translation>
  </message>
  <message>
   <source>{0} cannot be read: {1}.</source>
   <extracomment>plan</extracomment>
   <translation>{0} ist nicht lesbar: {1}.</translation>
  </message>
  <message>
   <source>{0} is no TOML file: {1}.</source>
   <extracomment>plan</extracomment>
   <translation>{0} ist keine TOML-Datei: {1}.</translation>
  </message>
  <message>
   <source>{0} is no study: {1}</source>
   <extracomment>plan</extracomment>
   <translation>{0} ist keine Studie: {1}</translation>
  </message>
  <message>
   <source>All three planes</source>
   <extracomment>plane_commands</extracomment>
   <translation>Alle drei Ebenen</translation>
  </message>
  <message>
   <source>At the cut that the other planes are set to; again: whole</source>
   <extracomment>plane_commands</extracomment>
   <translation>An dem Schnitt, auf dem die anderen Ebenen stehen; nochmals: ganz</translation>
  </message>
  <message>
   <source>Axial</source>
   <extracomment>plane_commands</extracomment>
   <translation>Axial</translation>
  </message>
  <message>
   <source>Axial, coronal, sagittal</source>
   <extracomment>plane_commands</extracomment>
   <translation>Axial, koronal, sagittal</translation>
  </message>
  <message>
   <source>Bone</source>
   <extracomment>plane_commands</extracomment>
   <translation>Knochen</translation>
  </message>
  <message>
   <source>Contrast uptake</source>
   <extracomment>plane_commands</extracomment>
   <translation>KM-Anreicherung</translation>
  </message>
  <message>
   <source>Coronal</source>
   <extracomment>plane_commands</extracomment>
   <translation>Koronal</translation>
  </message>
  <message>
   <source>Cut off the front</source>
   <extracomment>plane_commands</extracomment>
   <translation>Vorderseite abschneiden</translation>
  </message>
  <message>
   <source>Cut off the head end</source>
   <extracomment>plane_commands</extracomment>
   <translation>Kopfende abschneiden</translation>
  </message>
  <message>
   <source>Cut off the left side</source>
   <extracomment>plane_commands</extracomment>
   <translation>Linke Seite abschneiden</translation>
  </message>
  <message>
   <source>Label surfaces</source>
   <extracomment>plane_commands</extracomment>
   <translation>Labeloberflächen</translation>
  </message>
  <message>
   <source>Lung</source>
   <extracomment>plane_commands</extracomment>
   <translation>Lunge</translation>
  </message>
  <message>
   <source>Maximum (MIP)</source>
   <extracomment>plane_commands</extracomment>
   <translation>Maximum (MIP)</translation>
  </message>
  <message>
   <source>Mean</source>
   <extracomment>plane_commands</extracomment>
   <translation>Mittel</translation>
  </message>
  <message>
   <source>Mean of neighboring cuts, as a thicker slice shows it</source>
   <extracomment>plane_commands</extracomment>
   <translation>Mittel benachbarter Schnitte, wie eine dickere Schicht sie zeigt</translation>
  </message>
  <message>
   <source>Merge slices of the volume: less noise at the same dose, less detail along z</source>
   <extracomment>plane_commands</extracomment>
   <translation>Schichten des Volumens zusammenfassen: weniger Rauschen bei gleicher Dosis, weniger Detail entlang z</translation>
  </message>
  <message>
   <source>Minimum (MinIP)</source>
   <extracomment>plane_commands</extracomment>
   <translation>Minimum (MinIP)</translation>
  </message>
  <message>
   <source>One cut</source>
   <extracomment>plane_commands</extracomment>
   <translation>Einzelschnitt</translation>
  </message>
  <message>
   <source>Sagittal</source>
   <extracomment>plane_commands</extracomment>
   <translation>Sagittal</translation>
  </message>
  <message>
   <source>Show the active pane in {0} cuts</source>
   <extracomment>plane_commands</extracomment>
   <translation>Das aktive Bildfeld in Schnitten zeigen: {0}</translation>
  </message>
  <message>
   <source>Slab</source>
   <extracomment>plane_commands</extracomment>
   <translation>Slab</translation>
  </message>
  <message>
   <source>Slab thicker, thinner</source>
   <extracomment>plane_commands</extracomment>
   <translation>Slab dicker, dünner</translation>
  </message>
  <message>
   <source>Slice thickness</source>
   <extracomment>plane_commands</extracomment>
   <translation>Schichtdicke</translation>
  </message>
  <message>
   <source>Soft tissue</source>
   <extracomment>plane_commands</extracomment>
   <translation>Weichgewebe</translation>
  </message>
  <message>
   <source>Step of the slab's thickness, {0} to {1}</source>
   <extracomment>plane_commands</extracomment>
   <translation>Stufe der Slab-Dicke, {0} bis {1}</translation>
  </message>
  <message>
   <source>The active method in axial, coronal and sagittal cuts side by side</source>
   <extracomment>plane_commands</extracomment>
   <translation>Die aktive Methode in axialen, koronalen und sagittalen Schnitten nebeneinander</translation>
  </message>
  <message>
   <source>The brightest of neighboring cuts: vessels, bone</source>
   <extracomment>plane_commands</extracomment>
   <translation>Der hellste benachbarter Schnitte: Gefäße, Knochen</translation>
  </message>
  <message>
   <source>The cut alone</source>
   <extracomment>plane_commands</extracomment>
   <translation>Der Schnitt allein</translation>
  </message>
  <message>
   <source>The darkest of neighboring cuts: airways</source>
   <extracomment>plane_commands</extracomment>
   <translation>Der dunkelste benachbarter Schnitte: Atemwege</translation>
  </message>
  <message>
   <source>The labels of the study as surfaces in the 3-D picture</source>
   <extracomment>plane_commands</extracomment>
   <translation>Die Label der Studie als Oberflächen im 3-D-Bild</translation>
  </message>
  <message>
   <source>The volume on show in 3-D: bone and contrast medium</source>
   <extracomment>plane_commands</extracomment>
   <translation>Das gezeigte Volumen in 3-D: Knochen und Kontrastmittel</translation>
  </message>
  <message>
   <source>The volume on show in 3-D: lung and airways</source>
   <extracomment>plane_commands</extracomment>
   <translation>Das gezeigte Volumen in 3-D: Lunge und Atemwege</translation>
  </message>
  <message>
   <source>The volume on show in 3-D: skin, organs and bone</source>
   <extracomment>plane_commands</extracomment>
   <translation>Das gezeigte Volumen in 3-D: Haut, Organe und Knochen</translation>
  </message>
  <message>
   <source>The volume on show in 3-D: vessels filled with contrast medium</source>
   <extracomment>plane_commands</extracomment>
   <translation>Das gezeigte Volumen in 3-D: kontrastierte Gefäße</translation>
  </message>
  <message>
   <source>Thicker</source>
   <extracomment>plane_commands</extracomment>
   <translation>Dicker</translation>
  </message>
  <message>
   <source>Thinner</source>
   <extracomment>plane_commands</extracomment>
   <translation>Dünner</translation>
  </message>
  <message>
   <source>Vessels</source>
   <extracomment>plane_commands</extracomment>
   <translation>Gefäße</translation>
  </message>
  <message>
   <source>What the scan after contrast took up in 3-D, within the brain</source>
   <extracomment>plane_commands</extracomment>
   <translation>Was in der Aufnahme nach Kontrastmittel im Gehirn anreichert, in 3-D</translation>
  </message>
  <message>
   <source>2-D noise power spectra</source>
   <extracomment>plot_below</extracomment>
   <translation>2-D-Rauschleistungsspektren</translation>
  </message>
  <message>
   <source>2-D noise power, zero frequency in the middle, ±{0} mm⁻¹ at the borders; brightness is its root, from 0 to the highest of each pane.</source>
   <extracomment>plot_below</extracomment>
   <translation>2-D-Rauschleistung, Frequenz null in der Mitte, ±{0} mm⁻¹ am Rand; Helligkeit ist ihre Wurzel, von 0 bis zum höchsten Wert jedes Bildfelds.</translation>
  </message>
  <message>
   <source>Numbers of the plot</source>
   <extracomment>plot_below</extracomment>
   <translation>Zahlen des Diagramms</translation>
  </message>
  <message>
   <source>A pane in 3-D has no slice to plot; show an axial slice in a pane.</source>
   <extracomment>plot_charts</extracomment>
   <translation>Ein Bildfeld in 3-D hat keine Schicht für ein Diagramm; in einem Bildfeld eine axiale Schicht zeigen.</translation>
  </message>
  <message>
   <source>Differences and maps do not show the patient; show the picture of a method in a pane.</source>
   <extracomment>plot_charts</extracomment>
   <translation>Differenzen und Karten zeigen nicht den Patienten; in einem Bildfeld das Bild einer Methode zeigen.</translation>
  </message>
  <message>
   <source>How often each value occurs in the region, in % of its pixels.</source>
   <extracomment>plot_charts</extracomment>
   <translation>Wie oft jeder Wert in der Region vorkommt, in % ihrer Pixel.</translation>
  </message>
  <message>
   <source>Photons per ray ({0})</source>
   <extracomment>plot_charts</extracomment>
   <translation>Photonen pro Strahl ({0})</translation>
  </message>
  <message>
   <source>Pixels (%)</source>
   <extracomment>plot_charts</extracomment>
   <translation>Pixel (%)</translation>
  </message>
  <message>
   <source>Plots are read from axial slices; show a pane in the axial plane, without a slab.</source>
   <extracomment>plot_charts</extracomment>
   <translation>Diagramme werden aus axialen Schichten gelesen; ein Bildfeld in axialer Ebene zeigen, ohne Slab.</translation>
  </message>
  <message>
   <source>Press E and draw an ellipse: the plot is of the pixels in it.</source>
   <extracomment>plot_charts</extracomment>
   <translation>E drücken und eine Ellipse zeichnen: das Diagramm zeigt die Pixel darin.</translation>
  </message>
  <message>
   <source>The pictures are being computed.</source>
   <extracomment>plot_charts</extracomment>
   <translation>Die Bilder werden berechnet.</translation>
  </message>
  <message>
   <source>The region was drawn in {0} pictures; show one in a pane.</source>
   <extracomment>plot_charts</extracomment>
   <translation>Die Region wurde in anderen Schnitten gezeichnet ({0}); einen davon in einem Bildfeld zeigen.</translation>
  </message>
  <message>
   <source>Value ({0})</source>
   <extracomment>plot_charts</extracomment>
   <translation>Wert ({0})</translation>
  </message>
  <message>
   <source>Contrast of the disc in HU</source>
   <extracomment>plot_controls</extracomment>
   <translation>Kontrast der Scheibe in HU</translation>
  </message>
  <message>
   <source>Diameter of the disc in mm</source>
   <extracomment>plot_controls</extracomment>
   <translation>Durchmesser der Scheibe in mm</translation>
  </message>
  <message>
   <source>Disc</source>
   <extracomment>plot_controls</extracomment>
   <translation>Scheibe</translation>
  </message>
  <message>
   <source>Stop; the plot stays as it is</source>
   <extracomment>plot_controls</extracomment>
   <translation>Anhalten; das Diagramm bleibt, wie es ist</translation>
  </message>
  <message>
   <source>* Linear approximation: the method is not linear.</source>
   <extracomment>plot_detect</extracomment>
   <translation>* Lineare Näherung: die Methode ist nicht linear.</translation>
  </message>
  <message>
   <source>Choose a diameter from {0} to {1} mm, half the square of the noise.</source>
   <extracomment>plot_detect</extracomment>
   <translation>Einen Durchmesser von {0} bis {1} mm wählen, die halbe Seite des Quadrats des Rauschens.</translation>
  </message>
  <message>
   <source>Disc diameter (mm)</source>
   <extracomment>plot_detect</extracomment>
   <translation>Durchmesser der Scheibe (mm)</translation>
  </message>
  <message>
   <source>Doubtful in {0}: the square for the noise reaches beyond the region into anatomy.</source>
   <extracomment>plot_detect</extracomment>
   <translation>Zweifelhaft in {0}: das Quadrat für das Rauschen reicht über die Region hinaus in Anatomie.</translation>
  </message>
  <message>
   <source>Linear approximation: the method is not linear, so the disc would not be blurred as FBP blurs it.</source>
   <extracomment>plot_detect</extracomment>
   <translation>Lineare Näherung: die Methode ist nicht linear, die Scheibe würde also nicht so unscharf wie durch FBP.</translation>
  </message>
  <message>
   <source>NPW</source>
   <extracomment>plot_detect</extracomment>
   <translation>NPW</translation>
  </message>
  <message>
   <source>NPWE</source>
   <extracomment>plot_detect</extracomment>
   <translation>NPWE</translation>
  </message>
  <message>
   <source>Non-prewhitening observer: d′² = (Σ S² du²)² / Σ S² N du², S the spectrum of the disc, N the NPS.</source>
   <extracomment>plot_detect</extracomment>
   <translation>Non-Prewhitening-Beobachter: d′² = (Σ S² du²)² / Σ S² N du², S das Spektrum der Scheibe, N das NPS.</translation>
  </message>
  <message>
   <source>Right answers of NPWE between two pictures, one with the disc: Φ(d′/√2).</source>
   <extracomment>plot_detect</extracomment>
   <translation>Richtige Antworten von NPWE zwischen zwei Bildern, eines mit der Scheibe: Φ(d′/√2).</translation>
  </message>
  <message>
   <source>Task: {0}.</source>
   <extracomment>plot_detect</extracomment>
   <translation>Aufgabe: {0}.</translation>
  </message>
  <message>
   <source>The same with the eye E(ρ) = ρ^1.3 · exp(−c ρ²), highest at 4 cycles per degree, at 500 mm from a screen that shows the patient in life size: d′² = (Σ S² E² du²)² / Σ S² E⁴ N du².</source>
   <extracomment>plot_detect</extracomment>
   <translation>Dasselbe mit dem Auge E(ρ) = ρ^1.3 · exp(−c ρ²), am höchsten bei 4 Perioden pro Grad, 500 mm vor einem Schirm, der den Patienten in Lebensgröße zeigt: d′² = (Σ S² E² du²)² / Σ S² E⁴ N du².</translation>
  </message>
  <message>
   <source>The square for the noise reaches beyond the region into anatomy: √∫NPS is {0} in its {1} mm, σ in the region {2}; move the region away from edges.</source>
   <extracomment>plot_detect</extracomment>
   <translation>Das Quadrat für das Rauschen reicht über die Region hinaus in Anatomie: √∫NPS ist {0} in seinen {1} mm, σ in der Region {2}; die Region von Kanten weg verschieben.</translation>
  </message>
  <message>
   <source>d′ of a disc in the noise of a square around the region (AAPM TG-233). The disc is as large and as strong as the task says, blurred by the window of FBP; the noise is that of the picture on show, anatomy included, one square of it: d′ is uncertain by 5 to 10 %. Where ∫NPS is more than 1.5 σ² of the region d′ is marked: the square reaches beyond the region.</source>
   <extracomment>plot_detect</extracomment>
   <translation>d′ einer Scheibe im Rauschen eines Quadrats um die Region (AAPM TG-233). Die Scheibe ist so groß und so stark, wie die Aufgabe sagt, unscharf durch das Filterfenster der FBP; das Rauschen ist das des gezeigten Bildes samt Anatomie, ein einziges Quadrat davon: d′ ist auf 5 bis 10 % unsicher. Wo ∫NPS mehr als 1,5 σ² der Region ist, ist d′ markiert: das Quadrat reicht über die Region hinaus.</translation>
  </message>
  <message>
   <source>Dots are the pictures on show. Compute makes every pane at eight doses.</source>
   <extracomment>plot_dose</extracomment>
   <translation>Punkte sind die gezeigten Bilder. „Rechnen“ macht jedes Bildfeld bei acht Dosen.</translation>
  </message>
  <message>
   <source>Noise σ, the standard deviation in the region in HU, against the dose, both axes logarithmic. The gray line is the law of quantum noise: √(structure² + noise² / a), where noise and structure make up σ of the loaded picture; structure is other tissue in the region, 0 in an even one. Above the line is electronic noise and photon starvation, below it a method that smooths.</source>
   <extracomment>plot_dose</extracomment>
   <translation>Rauschen σ, die Standardabweichung in der Region in HU, gegen die Dosis, beide Achsen logarithmisch. Die graue Linie ist das Gesetz des Quantenrauschens: √(Struktur² + Rauschen² / a), wobei Rauschen und Struktur zusammen σ des geladenen Bildes ergeben; Struktur ist anderes Gewebe in der Region, 0 in einer einheitlichen. Über der Linie liegen Elektronikrauschen und Photonenmangel, darunter eine Methode, die glättet.</translation>
  </message>
  <message>
   <source>The loaded picture has no noise in the region, so no law starts from it.</source>
   <extracomment>plot_dose</extracomment>
   <translation>Das geladene Bild hat in der Region kein Rauschen, von dem ein Gesetz ausgehen könnte.</translation>
  </message>
  <message>
   <source>The region holds one value only, so there is no noise; move it.</source>
   <extracomment>plot_dose</extracomment>
   <translation>Die Region enthält nur einen Wert, also kein Rauschen; verschieben.</translation>
  </message>
  <message>
   <source>σ as a part of what the law says.</source>
   <extracomment>plot_dose</extracomment>
   <translation>σ als Teil dessen, was das Gesetz sagt.</translation>
  </message>
  <message>
   <source>√(structure² + noise² / a), in HU: noise and structure make up σ of the region in the loaded picture, a is the dose. Noise is σ itself, or 1.4826 times the median distance from the median where a part of the region is other tissue; structure is the rest.</source>
   <extracomment>plot_dose</extracomment>
   <translation>√(Struktur² + Rauschen² / a), in HU: Rauschen und Struktur ergeben zusammen σ der Region im geladenen Bild, a ist die Dosis. Rauschen ist σ selbst, oder das 1.4826-Fache des mittleren (Median) Abstands vom Median, wo ein Teil der Region anderes Gewebe ist; Struktur ist der Rest.</translation>
  </message>
  <message>
   <source>Contrast over the SD in the ring around the disc; 15 are needed (TG-233).</source>
   <extracomment>plot_edge</extracomment>
   <translation>Kontrast durch SD im Ring um die Scheibe; 15 sind nötig (TG-233).</translation>
  </message>
  <message>
   <source>Disc of {0} mm, {1} HU in the loaded picture.</source>
   <extracomment>plot_edge</extracomment>
   <translation>Scheibe von {0} mm, {1} HU im geladenen Bild.</translation>
  </message>
  <message>
   <source>It stays above {0} % up to Nyquist.</source>
   <extracomment>plot_edge</extracomment>
   <translation>Sie bleibt bis Nyquist über {0} %.</translation>
  </message>
  <message>
   <source>Mean of the disc less that of the ring around it.</source>
   <extracomment>plot_edge</extracomment>
   <translation>Mittelwert der Scheibe minus der des Rings um sie.</translation>
  </message>
  <message>
   <source>Spatial frequency (mm⁻¹)</source>
   <extracomment>plot_edge</extracomment>
   <translation>Ortsfrequenz (mm⁻¹)</translation>
  </message>
  <message>
   <source>Task transfer function (AAPM TG-233) of the edge of a disc in the region: the profile over the distance from its middle, differentiated and transformed, 1 at zero frequency. It holds for this contrast and dose: methods that are not linear keep more of a high step than of a low one.</source>
   <extracomment>plot_edge</extracomment>
   <translation>Aufgabenbezogene Übertragungsfunktion (TTF, AAPM TG-233) der Kante einer Scheibe in der Region: das Profil über den Abstand von ihrer Mitte, abgeleitet und transformiert, 1 bei Frequenz null. Sie gilt für diesen Kontrast und diese Dosis: nichtlineare Methoden erhalten von einer hohen Stufe mehr als von einer niedrigen.</translation>
  </message>
  <message>
   <source>There is no noise around the disc.</source>
   <extracomment>plot_edge</extracomment>
   <translation>Um die Scheibe ist kein Rauschen.</translation>
  </message>
  <message>
   <source>PC 1 ({0} of the variance)</source>
   <extracomment>plot_embedding</extracomment>
   <translation>PC 1 ({0} der Varianz)</translation>
  </message>
  <message>
   <source>PC 2 ({0} of the variance)</source>
   <extracomment>plot_embedding</extracomment>
   <translation>PC 2 ({0} der Varianz)</translation>
  </message>
  <message>
   <source>The 128 numbers that the network makes of what it is told, for every dose, field, agent and noise of its training together, as their first two principal components. Each dot is one way to scan; the cross is the open case at this dose.</source>
   <extracomment>plot_embedding</extracomment>
   <translation>Die 128 Zahlen, die das Netz aus seinen Angaben macht, für alle Dosen, Feldstärken, Kontrastmittel und Rauschstärken seines Trainings zusammen, als ihre ersten beiden Hauptkomponenten. Jeder Punkt ist eine Art der Aufnahme; das Kreuz ist der geöffnete Fall bei dieser Dosis.</translation>
  </message>
  <message>
   <source>r1 of the agent</source>
   <extracomment>plot_embedding</extracomment>
   <translation>r1 des Kontrastmittels</translation>
  </message>
  <message>
   <source>this case</source>
   <extracomment>plot_embedding</extracomment>
   <translation>dieser Fall</translation>
  </message>
  <message>
   <source>{0} (not trained)</source>
   <extracomment>plot_embedding</extracomment>
   <translation>{0} (nicht trainiert)</translation>
  </message>
  <message>
   <source>A plot becomes a CSV, PNG or SVG file, not “{0}”; choose one of them.</source>
   <extracomment>plot_export</extracomment>
   <translation>Ein Diagramm wird eine CSV-, PNG- oder SVG-Datei, nicht „{0}“; eine davon wählen.</translation>
  </message>
  <message>
   <source>Save as {0}…</source>
   <extracomment>plot_export</extracomment>
   <translation>Speichern als {0}…</translation>
  </message>
  <message>
   <source>Save the plot</source>
   <extracomment>plot_export</extracomment>
   <translation>Diagramm speichern</translation>
  </message>
  <message>
   <source>Save the plot as CSV, PNG or SVG</source>
   <extracomment>plot_export</extracomment>
   <translation>Das Diagramm als CSV, PNG oder SVG speichern</translation>
  </message>
  <message>
   <source>Histogram</source>
   <extracomment>plot_kinds</extracomment>
   <translation>Histogramm</translation>
  </message>
  <message>
   <source>Make every pane at eight doses from 1 to 100 % and measure σ</source>
   <extracomment>plot_kinds</extracomment>
   <translation>Jedes Bildfeld bei acht Dosen von 1 bis 100 % machen und σ messen</translation>
  </message>
  <message>
   <source>Make every pane at this dose with {0} other seeds: what noise the dose adds, without anatomy</source>
   <extracomment>plot_kinds</extracomment>
   <translation>Jedes Bildfeld bei dieser Dosis mit {0} anderen Startwerten machen: welches Rauschen die Dosis hinzufügt, ohne Anatomie</translation>
  </message>
  <message>
   <source>NPS</source>
   <extracomment>plot_kinds</extracomment>
   <translation>NPS</translation>
  </message>
  <message>
   <source>Noise</source>
   <extracomment>plot_kinds</extracomment>
   <translation>Rauschen</translation>
  </message>
  <message>
   <source>Repeat {0}×</source>
   <extracomment>plot_kinds</extracomment>
   <translation>{0}× wiederholen</translation>
  </message>
  <message>
   <source>TTF</source>
   <extracomment>plot_kinds</extracomment>
   <translation>TTF</translation>
  </message>
  <message>
   <source>n0, photons per ray without the patient, in every slice; the line is the slice on show.</source>
   <extracomment>plot_kinds</extracomment>
   <translation>n0, Photonen pro Strahl ohne Patienten, in jeder Schicht; die Linie ist die gezeigte Schicht.</translation>
  </message>
  <message>
   <source>Color by</source>
   <extracomment>plot_network</extracomment>
   <translation>Farbe nach</translation>
  </message>
  <message>
   <source>Draw a region first.</source>
   <extracomment>plot_network</extracomment>
   <translation>Erst eine Region zeichnen.</translation>
  </message>
  <message>
   <source>Embedding</source>
   <extracomment>plot_network</extracomment>
   <translation>Einbettung</translation>
  </message>
  <message>
   <source>Network</source>
   <extracomment>plot_network</extracomment>
   <translation>Netz</translation>
  </message>
  <message>
   <source>No network predicts the full dose of this volume; show the scan after contrast.</source>
   <extracomment>plot_network</extracomment>
   <translation>Kein Netz sagt die volle Dosis dieses Volumens vorher; die Aufnahme nach Kontrastmittel zeigen.</translation>
  </message>
  <message>
   <source>Plot of the network</source>
   <extracomment>plot_network</extracomment>
   <translation>Diagramm des Netzes</translation>
  </message>
  <message>
   <source>Press Compute to tell the network other doses, r1, noise and fields than the true ones.</source>
   <extracomment>plot_network</extracomment>
   <translation>Mit „Rechnen“ werden dem Netz andere Dosen, r1, Rauschstärken und Feldstärken als die wahren genannt.</translation>
  </message>
  <message>
   <source>Stated otherwise</source>
   <extracomment>plot_network</extracomment>
   <translation>Anders angegeben</translation>
  </message>
  <message>
   <source>Stating something else</source>
   <extracomment>plot_network</extracomment>
   <translation>Andere Angaben</translation>
  </message>
  <message>
   <source>Tell the network other doses, r1, noise and fields, one at a time</source>
   <extracomment>plot_network</extracomment>
   <translation>Dem Netz andere Dosen, r1, Rauschstärken und Feldstärken nennen, jeweils nur eine Angabe verändert</translation>
  </message>
  <message>
   <source>The embedding</source>
   <extracomment>plot_network</extracomment>
   <translation>Die Einbettung</translation>
  </message>
  <message>
   <source>The embedding is being computed.</source>
   <extracomment>plot_network</extracomment>
   <translation>Die Einbettung wird berechnet.</translation>
  </message>
  <message>
   <source>Told something else</source>
   <extracomment>plot_network</extracomment>
   <translation>Andere Angaben</translation>
  </message>
  <message>
   <source>What the dots are colored by</source>
   <extracomment>plot_network</extracomment>
   <translation>Wonach die Punkte gefärbt sind</translation>
  </message>
  <message>
   <source>What the network is told otherwise</source>
   <extracomment>plot_network</extracomment>
   <translation>Was dem Netz anders angegeben wird</translation>
  </message>
  <message>
   <source>What the network makes of what it is told of the scans: its embedding, and what it predicts in the region as it is told something else.</source>
   <extracomment>plot_network</extracomment>
   <translation>Was das Netz aus den Angaben zu den Aufnahmen macht: seine Einbettung, und was es in der Region bei anderen Angaben vorhersagt.</translation>
  </message>
  <message>
   <source>{0} Out of date: compute again.</source>
   <extracomment>plot_network</extracomment>
   <translation>{0} Veraltet: nochmals berechnen.</translation>
  </message>
  <message>
   <source>{0}, slice {1}, {2} of the loaded dose.</source>
   <extracomment>plot_network</extracomment>
   <translation>{0}, Schicht {1}, {2} der geladenen Dosis.</translation>
  </message>
  <message>
   <source>At this dose no noise is added.</source>
   <extracomment>plot_noise</extracomment>
   <translation>Bei dieser Dosis wird kein Rauschen hinzugefügt.</translation>
  </message>
  <message>
   <source>Noise power spectrum (ICRU 87, AAPM TG-233) of a square of 32 to 64 px around the region, less its second-order polynomial: Δx²/s² · |DFT|², averaged over rings of 0.05 mm⁻¹, in HU²·mm². Where noise is at low frequencies the picture is blotchy. The small pictures are the 2-D spectra.</source>
   <extracomment>plot_noise</extracomment>
   <translation>Rauschleistungsspektrum (NPS; ICRU 87, AAPM TG-233) eines Quadrats von 32 bis 64 px um die Region, abzüglich eines Polynoms zweiter Ordnung: Δx²/s² · |DFT|², gemittelt über Ringe von 0.05 mm⁻¹, in HU²·mm². Wo Rauschen bei niedrigen Frequenzen liegt, ist das Bild fleckig. Die kleinen Bilder sind die 2-D-Spektren.</translation>
  </message>
  <message>
   <source>Nothing is added to the loaded volume.</source>
   <extracomment>plot_noise</extracomment>
   <translation>Dem geladenen Volumen wird nichts hinzugefügt.</translation>
  </message>
  <message>
   <source>One square of one picture: anatomy counts as noise. Repeat to see what the dose adds alone.</source>
   <extracomment>plot_noise</extracomment>
   <translation>Ein Quadrat eines Bildes: Anatomie zählt als Rauschen. Wiederholen zeigt, was die Dosis allein hinzufügt.</translation>
  </message>
  <message>
   <source>Press Repeat first.</source>
   <extracomment>plot_noise</extracomment>
   <translation>Erst „Wiederholen“ drücken.</translation>
  </message>
  <message>
   <source>f_av: mean frequency weighted with the radial noise power (TG-233).</source>
   <extracomment>plot_noise</extracomment>
   <translation>f_av: mittlere Frequenz, gewichtet mit der radialen Rauschleistung (TG-233).</translation>
  </message>
  <message>
   <source>f_peak: frequency of the highest noise power, of a parabola through the top.</source>
   <extracomment>plot_noise</extracomment>
   <translation>f_peak: Frequenz der höchsten Rauschleistung, einer Parabel durch das Maximum.</translation>
  </message>
  <message>
   <source>{0}: the noise that the dose adds, from {1} seeds, without anatomy. Other curves: one square of one picture, anatomy included.</source>
   <extracomment>plot_noise</extracomment>
   <translation>{0}: das Rauschen, das die Dosis hinzufügt, aus {1} Startwerten, ohne Anatomie. Andere Kurven: ein Quadrat eines Bildes, samt Anatomie.</translation>
  </message>
  <message>
   <source>√∫NPS: root of the integral of the 2-D spectrum, a standard deviation.</source>
   <extracomment>plot_noise</extracomment>
   <translation>√∫NPS: Wurzel des Integrals des 2-D-Spektrums, eine Standardabweichung.</translation>
  </message>
  <message>
   <source>∫NPS/σ² − 1: the integral of the noise power that the dose adds in 8 seeds, against the variance σ² of every pixel over 8 other seeds. Within chance it is 0.</source>
   <extracomment>plot_noise</extracomment>
   <translation>∫NPS/σ² − 1: das Integral der Rauschleistung, die die Dosis in 8 Startwerten hinzufügt, gegen die Varianz σ² jedes Pixels über 8 andere Startwerte. Im Rahmen des Zufalls ist es 0.</translation>
  </message>
  <message>
   <source>Less the scan before contrast</source>
   <extracomment>plot_profile</extracomment>
   <translation>Abzüglich der Aufnahme vor Kontrastmittel</translation>
  </message>
  <message>
   <source>Plot what the pictures show more than the scan before contrast</source>
   <extracomment>plot_profile</extracomment>
   <translation>Auftragen, was die Bilder mehr zeigen als die Aufnahme vor Kontrastmittel</translation>
  </message>
  <message>
   <source>Press L and drag a line over a picture: its values are plotted for every pane.</source>
   <extracomment>plot_profile</extracomment>
   <translation>L drücken und eine Linie über ein Bild ziehen: ihre Werte werden für jedes Bildfeld aufgetragen.</translation>
  </message>
  <message>
   <source>This picture is in another unit than the volume on show.</source>
   <extracomment>plot_profile</extracomment>
   <translation>Dieses Bild hat eine andere Einheit als das gezeigte Volumen.</translation>
  </message>
  <message>
   <source>Uptake (a.u.)</source>
   <extracomment>plot_profile</extracomment>
   <translation>Anreicherung (a.u.)</translation>
  </message>
  <message>
   <source>Values along the selected line profile in every pane, bilinear between pixel centers, every half a pixel; 0 mm is the end with the small circle.</source>
   <extracomment>plot_profile</extracomment>
   <translation>Werte entlang des gewählten Linienprofils in jedem Bildfeld, bilinear zwischen Pixelmitten, alle halben Pixel; 0 mm ist das Ende mit dem kleinen Kreis.</translation>
  </message>
  <message>
   <source>{0}: distance (mm)</source>
   <extracomment>plot_profile</extracomment>
   <translation>{0}: Abstand (mm)</translation>
  </message>
  <message>
   <source>CE that the network predicts in the region from the same scans as it is told another value of one quantity, in % of what it predicts told the truth (the line). The rest of what it is told stays true. Noise is that of one scan on the network's voxels, in % of the 95 % quantile before contrast.</source>
   <extracomment>plot_sweeps</extracomment>
   <translation>CE, die das Netz in der Region aus denselben Aufnahmen vorhersagt, wenn ihm eine Größe anders angegeben wird, in % der Vorhersage bei wahrer Angabe (die Linie). Alle übrigen Angaben bleiben wahr. Rauschen ist das einer Aufnahme auf den Voxeln des Netzes, in % des 95-%-Quantils vor Kontrastmittel.</translation>
  </message>
  <message>
   <source>Expected: it falls as the stated dose rises. Dashed is 1 / dose, as plain scaling has it.</source>
   <extracomment>plot_sweeps</extracomment>
   <translation>Erwartet: Sie fällt, wenn die angegebene Dosis steigt. Gestrichelt: 1 / Dosis, wie bei bloßer Skalierung.</translation>
  </message>
  <message>
   <source>Expected: it shrinks as the stated noise rises, as less of what is seen can be believed.</source>
   <extracomment>plot_sweeps</extracomment>
   <translation>Erwartet: Sie nimmt mit dem angegebenen Rauschen ab, da dem Gesehenen weniger zu glauben ist.</translation>
  </message>
  <message>
   <source>Expected: little, as the low and the standard dose are of the same agent.</source>
   <extracomment>plot_sweeps</extracomment>
   <translation>Erwartet: wenig, da niedrige und Standarddosis vom selben Kontrastmittel sind.</translation>
  </message>
  <message>
   <source>Expected: little, as the low and the standard dose are seen at the same field.</source>
   <extracomment>plot_sweeps</extracomment>
   <translation>Erwartet: wenig, da niedrige und Standarddosis bei derselben Feldstärke aufgenommen sind.</translation>
  </message>
  <message>
   <source>Found: as expected, {0} to {1}.</source>
   <extracomment>plot_sweeps</extracomment>
   <translation>Gefunden: wie erwartet, {0} bis {1}.</translation>
  </message>
  <message>
   <source>Found: not as expected, {0} to {1}.</source>
   <extracomment>plot_sweeps</extracomment>
   <translation>Gefunden: nicht wie erwartet, {0} bis {1}.</translation>
  </message>
  <message>
   <source>Found: {0} at the lowest to {1} at the highest.</source>
   <extracomment>plot_sweeps</extracomment>
   <translation>Gefunden: {0} bei der niedrigsten bis {1} bei der höchsten Angabe.</translation>
  </message>
  <message>
   <source>Predicted CE (% of that told truly)</source>
   <extracomment>plot_sweeps</extracomment>
   <translation>Vorhergesagte CE (% der bei wahrer Angabe)</translation>
  </message>
  <message>
   <source>Press E and draw an ellipse on what enhances: it is asked what the network predicts there.</source>
   <extracomment>plot_sweeps</extracomment>
   <translation>E drücken und eine Ellipse auf Anreicherndes zeichnen: Gefragt wird, was das Netz dort vorhersagt.</translation>
  </message>
  <message>
   <source>Stated dose (%)</source>
   <extracomment>plot_sweeps</extracomment>
   <translation>Angegebene Dosis (%)</translation>
  </message>
  <message>
   <source>Stated field (T)</source>
   <extracomment>plot_sweeps</extracomment>
   <translation>Angegebene Feldstärke (T)</translation>
  </message>
  <message>
   <source>Stated noise (%)</source>
   <extracomment>plot_sweeps</extracomment>
   <translation>Angegebenes Rauschen (%)</translation>
  </message>
  <message>
   <source>Stated r1 (L/(mmol·s))</source>
   <extracomment>plot_sweeps</extracomment>
   <translation>Angegebenes r1 (L/(mmol·s))</translation>
  </message>
  <message>
   <source>The network predicts next to no uptake in this region, so there is nothing to compare; move it.</source>
   <extracomment>plot_sweeps</extracomment>
   <translation>Das Netz sagt in dieser Region fast keine Anreicherung vorher, daher gibt es nichts zu vergleichen; sie verschieben.</translation>
  </message>
  <message>
   <source>Told the truth, {0}, it predicts a CE of {1} a.u.</source>
   <extracomment>plot_sweeps</extracomment>
   <translation>Bei wahrer Angabe, {0}, sagt es eine CE von {1} a.u. vorher.</translation>
  </message>
  <message>
   <source>Told {0} of the standard dose instead, it predicts {1} times that.</source>
   <extracomment>plot_sweeps</extracomment>
   <translation>Bei der Angabe {0} der Standarddosis sagt es das {1}-Fache davon vorher.</translation>
  </message>
  <message>
   <source>CE in the region (a.u.)</source>
   <extracomment>plot_uptake</extracomment>
   <translation>CE in der Region (a.u.)</translation>
  </message>
  <message>
   <source>CE, the mean in the region of the picture − scan before contrast, at the doses that were visited, with a dot each. Dashed: the measured scan at the standard dose. 3σ: three times the noise of one pixel of the loaded scan, below which a pixel cannot be told from noise.</source>
   <extracomment>plot_uptake</extracomment>
   <translation>CE, das Mittel von Bild − Aufnahme vor Kontrastmittel in der Region, bei den besuchten Dosen mit je einem Punkt. Gestrichelt: die gemessene Aufnahme mit Standarddosis. 3σ: das Dreifache des Rauschens eines Pixels der geladenen Aufnahme, unter dem sich ein Pixel nicht vom Rauschen unterscheiden lässt.</translation>
  </message>
  <message>
   <source>Contrast dose (%)</source>
   <extracomment>plot_uptake</extracomment>
   <translation>Kontrastmitteldosis (%)</translation>
  </message>
  <message>
   <source>Full dose</source>
   <extracomment>plot_uptake</extracomment>
   <translation>Volle Dosis</translation>
  </message>
  <message>
   <source>Press E and draw an ellipse on the scan after contrast: its uptake is plotted over the dose.</source>
   <extracomment>plot_uptake</extracomment>
   <translation>E drücken und eine Ellipse auf die Aufnahme nach Kontrastmittel zeichnen: Ihre Anreicherung wird über der Dosis aufgetragen.</translation>
  </message>
  <message>
   <source>Uptake is that of a scan after contrast; show it in the panes.</source>
   <extracomment>plot_uptake</extracomment>
   <translation>Anreicherung ist die einer Aufnahme nach Kontrastmittel; diese in den Bildfeldern zeigen.</translation>
  </message>
  <message>
   <source>Uptake over dose</source>
   <extracomment>plot_uptake</extracomment>
   <translation>Anreicherung über der Dosis</translation>
  </message>
  <message>
   <source>Copy the curves</source>
   <extracomment>plots_dock</extracomment>
   <translation>Kurven kopieren</translation>
  </message>
  <message>
   <source>Copy the curves as CSV</source>
   <extracomment>plots_dock</extracomment>
   <translation>Die Kurven als CSV kopieren</translation>
  </message>
  <message>
   <source>Kind of plot</source>
   <extracomment>plots_dock</extracomment>
   <translation>Art des Diagramms</translation>
  </message>
  <message>
   <source>No pane lowers the dose.</source>
   <extracomment>plots_dock</extracomment>
   <translation>Kein Bildfeld senkt die Dosis.</translation>
  </message>
  <message>
   <source>Plot</source>
   <extracomment>plots_dock</extracomment>
   <translation>Diagramm</translation>
  </message>
  <message>
   <source>Plots</source>
   <extracomment>plots_dock</extracomment>
   <translation>Diagramme</translation>
  </message>
  <message>
   <source>Plotting</source>
   <extracomment>plots_dock</extracomment>
   <translation>Das Diagramm</translation>
  </message>
  <message>
   <source>Repeating</source>
   <extracomment>plots_dock</extracomment>
   <translation>Das Wiederholen</translation>
  </message>
  <message>
   <source>Save plot</source>
   <extracomment>plots_dock</extracomment>
   <translation>Diagramm speichern</translation>
  </message>
  <message>
   <source>Saved as {0}.</source>
   <extracomment>plots_dock</extracomment>
   <translation>Als {0} gespeichert.</translation>
  </message>
  <message>
   <source>Task</source>
   <extracomment>plots_dock</extracomment>
   <translation>Aufgabe</translation>
  </message>
  <message>
   <source>Uptake</source>
   <extracomment>plots_dock</extracomment>
   <translation>Anreicherung</translation>
  </message>
  <message>
   <source>A {0} cannot stand in a lane.</source>
   <extracomment>plugin</extracomment>
   <translation>{0} kann nicht in einer Kette stehen.</translation>
  </message>
  <message>
   <source>There is no {0} “{1}”; known are: {2}.</source>
   <extracomment>plugin</extracomment>
   <translation>Es gibt kein {0} „{1}“; bekannt sind: {2}.</translation>
  </message>
  <message>
   <source>Two plug-ins are called {0}:{1}: {2} and {3}.</source>
   <extracomment>plugin</extracomment>
   <translation>Zwei Plug-ins heißen {0}:{1}: {2} und {3}.</translation>
  </message>
  <message>
   <source>needs the extra train: pip install ldct-studio[train]</source>
   <extracomment>plugin</extracomment>
   <translation>braucht die Erweiterung train: pip install ldct-studio[train]</translation>
  </message>
  <message>
   <source>{0} cannot run here: {1}.</source>
   <extracomment>plugin</extracomment>
   <translation>{0} läuft hier nicht: {1}.</translation>
  </message>
  <message>
   <source>Input</source>
   <extracomment>predictor_card</extracomment>
   <translation>Eingabe</translation>
  </message>
  <message>
   <source>Output</source>
   <extracomment>predictor_card</extracomment>
   <translation>Ausgabe</translation>
  </message>
  <message>
   <source>The card of the predictor {0} is no TOML: {1}.</source>
   <extracomment>predictor_card</extracomment>
   <translation>Die Karte des Prädiktors {0} ist kein TOML: {1}.</translation>
  </message>
  <message>
   <source>The card of the predictor {0} is wrong: {1}</source>
   <extracomment>predictor_card</extracomment>
   <translation>Die Karte des Prädiktors {0} ist falsch: {1}</translation>
  </message>
  <message>
   <source>The card of the predictor {0} is wrong: {1}.</source>
   <extracomment>predictor_card</extracomment>
   <translation>Die Karte des Prädiktors {0} ist falsch: {1}.</translation>
  </message>
  <message>
   <source>The predictor {0} cannot be read: {1}.</source>
   <extracomment>predictor_card</extracomment>
   <translation>Der Prädiktor {0} lässt sich nicht lesen: {1}.</translation>
  </message>
  <message>
   <source>Timeout</source>
   <extracomment>predictor_card</extracomment>
   <translation>Zeitgrenze</translation>
  </message>
  <message>
   <source>Title</source>
   <extracomment>predictor_card</extracomment>
   <translation>Titel</translation>
  </message>
  <message>
   <source>its command has to name {in} and {out}, or {folder}</source>
   <extracomment>predictor_card</extracomment>
   <translation>der Befehl muss {in} und {out} nennen, oder {folder}</translation>
  </message>
  <message>
   <source>its command may hold {in}, {out} and {folder} and nothing else in braces</source>
   <extracomment>predictor_card</extracomment>
   <translation>der Befehl darf {in}, {out} und {folder} enthalten und nichts anderes in geschweiften Klammern</translation>
  </message>
  <message>
   <source>“input” and “output” end in .nii or .nii.gz</source>
   <extracomment>predictor_card</extracomment>
   <translation>„input“ und „output“ enden auf .nii oder .nii.gz</translation>
  </message>
  <message>
   <source>No predictor is chosen; known are: {0}.</source>
   <extracomment>predictors</extracomment>
   <translation>Es ist kein Prädiktor gewählt; bekannt sind: {0}.</translation>
  </message>
  <message>
   <source>There is no predictor “{0}” on this computer; set it up in the folder “predictors”. Known are: {1}.</source>
   <extracomment>predictors</extracomment>
   <translation>Auf diesem Rechner gibt es keinen Prädiktor „{0}“; ihn im Ordner „predictors“ einrichten. Bekannt sind: {1}.</translation>
  </message>
  <message>
   <source>Save preferences</source>
   <extracomment>preferences</extracomment>
   <translation>Einstellungen speichern</translation>
  </message>
  <message>
   <source>{}, not found</source>
   <extracomment>preferences</extracomment>
   <translation>{}, nicht gefunden</translation>
  </message>
  <message>
   <source>Brain</source>
   <extracomment>preparing</extracomment>
   <translation>Gehirn</translation>
  </message>
  <message>
   <source>The brain mask has other voxels than the scan before contrast; choose another.</source>
   <extracomment>preparing</extracomment>
   <translation>Die Hirnmaske hat andere Voxel als die Aufnahme vor Kontrastmittel; eine andere wählen.</translation>
  </message>
  <message>
   <source>The brain mask is empty; choose another one.</source>
   <extracomment>preparing</extracomment>
   <translation>Die Hirnmaske ist leer; eine andere wählen.</translation>
  </message>
  <message>
   <source>The scan {0} contrast has too few slices ({1}); choose one with at least {2}.</source>
   <extracomment>preparing</extracomment>
   <translation>Die Aufnahme {0} Kontrastmittel hat zu wenige Schichten ({1}); eine mit mindestens {2} wählen.</translation>
  </message>
  <message>
   <source>The scan {0} contrast holds values that are no numbers; choose another one.</source>
   <extracomment>preparing</extracomment>
   <translation>Die Aufnahme {0} Kontrastmittel enthält Werte, die keine Zahlen sind; eine andere wählen.</translation>
  </message>
  <message>
   <source>The scan {0} contrast is CT in HU; enhancement maps are made of MR scans, choose one.</source>
   <extracomment>preparing</extracomment>
   <translation>Die Aufnahme {0} Kontrastmittel ist CT in HU; Anreicherungskarten entstehen aus MR-Aufnahmen, eine solche wählen.</translation>
  </message>
  <message>
   <source>The scan {0} contrast is empty; choose another one.</source>
   <extracomment>preparing</extracomment>
   <translation>Die Aufnahme {0} Kontrastmittel ist leer; eine andere wählen.</translation>
  </message>
  <message>
   <source>There is no scan after contrast; choose one.</source>
   <extracomment>preparing</extracomment>
   <translation>Es gibt keine Aufnahme nach Kontrastmittel; eine wählen.</translation>
  </message>
  <message>
   <source>Two of the scans hold the same values; choose another for one of them.</source>
   <extracomment>preparing</extracomment>
   <translation>Zwei der Aufnahmen enthalten dieselben Werte; für eine davon eine andere wählen.</translation>
  </message>
  <message>
   <source>What stands out gets darker after contrast, {0} mL against {1} mL that get brighter; check that the scans are not swapped.</source>
   <extracomment>preparing</extracomment>
   <translation>Was heraussticht, wird nach Kontrastmittel dunkler, {0} mL gegenüber {1} mL, die heller werden; prüfen, ob die Aufnahmen vertauscht sind.</translation>
  </message>
  <message>
   <source>as given</source>
   <extracomment>preparing</extracomment>
   <translation>wie angegeben</translation>
  </message>
  <message>
   <source>claims a picture of {0} GiB and was not opened</source>
   <extracomment>prescan</extracomment>
   <translation>gibt ein Bild von {0} GiB vor und wurde nicht geöffnet</translation>
  </message>
  <message>
   <source>has a sequence of more than 100,000 items and was not opened</source>
   <extracomment>prescan</extracomment>
   <translation>hat eine Sequenz mit mehr als 100,000 Items und wurde nicht geöffnet</translation>
  </message>
  <message>
   <source>has an impossible size: {0} × {1} pixels, {2} frames</source>
   <extracomment>prescan</extracomment>
   <translation>hat eine unmögliche Größe: {0} × {1} Pixel, {2} Bilder</translation>
  </message>
  <message>
   <source>has more than a million elements and was not opened</source>
   <extracomment>prescan</extracomment>
   <translation>hat mehr als eine Million Elemente und wurde nicht geöffnet</translation>
  </message>
  <message>
   <source>has sequences nested deeper than 32 and was not opened</source>
   <extracomment>prescan</extracomment>
   <translation>hat Sequenzen tiefer als 32 verschachtelt und wurde nicht geöffnet</translation>
  </message>
  <message>
   <source>is broken or truncated in its file meta information</source>
   <extracomment>prescan</extracomment>
   <translation>ist defekt oder in der Datei-Metainformation abgeschnitten</translation>
  </message>
  <message>
   <source>is broken or truncated: a sequence is longer than the file</source>
   <extracomment>prescan</extracomment>
   <translation>ist defekt oder abgeschnitten: eine Sequenz ist länger als die Datei</translation>
  </message>
  <message>
   <source>is broken or truncated: an item is longer than the file</source>
   <extracomment>prescan</extracomment>
   <translation>ist defekt oder abgeschnitten: ein Item ist länger als die Datei</translation>
  </message>
  <message>
   <source>is broken or truncated: element ({0},{1}) is longer than the file</source>
   <extracomment>prescan</extracomment>
   <translation>ist defekt oder abgeschnitten: Element ({0},{1}) ist länger als die Datei</translation>
  </message>
  <message>
   <source>is broken: its deflated data cannot be unpacked</source>
   <extracomment>prescan</extracomment>
   <translation>ist defekt: die komprimierten Daten lassen sich nicht entpacken</translation>
  </message>
  <message>
   <source>is broken: its file meta information cannot be read</source>
   <extracomment>prescan</extracomment>
   <translation>ist defekt: die Datei-Metainformation lässt sich nicht lesen</translation>
  </message>
  <message>
   <source>is larger than 1 GiB, which this version does not open</source>
   <extracomment>prescan</extracomment>
   <translation>ist größer als 1 GiB, was diese Version nicht öffnet</translation>
  </message>
  <message>
   <source>is not DICOM</source>
   <extracomment>prescan</extracomment>
   <translation>ist kein DICOM</translation>
  </message>
  <message>
   <source>is truncated in the middle of its header</source>
   <extracomment>prescan</extracomment>
   <translation>ist mitten im Kopf abgeschnitten</translation>
  </message>
  <message>
   <source>is truncated: its size needs {0} bytes of pixels, {1} are there</source>
   <extracomment>prescan</extracomment>
   <translation>ist abgeschnitten: die Größe braucht {0} Bytes Pixel, {1} sind da</translation>
  </message>
  <message>
   <source>is truncated: {0} bytes of pixels are announced, {1} are there</source>
   <extracomment>prescan</extracomment>
   <translation>ist abgeschnitten: {0} Bytes Pixel sind angekündigt, {1} sind da</translation>
  </message>
  <message>
   <source>unpacks to far more than a picture needs and was not opened</source>
   <extracomment>prescan</extracomment>
   <translation>entpackt sich zu weit mehr, als ein Bild braucht, und wurde nicht geöffnet</translation>
  </message>
  <message>
   <source>A preview knows doses from 1 % to 100 % of the scan, not {0}.</source>
   <extracomment>preview</extracomment>
   <translation>Eine Vorschau kennt Dosen von 1 % bis 100 % des Scans, nicht {0}.</translation>
  </message>
  <message>
   <source>Another patient name than the current scan</source>
   <extracomment>prior</extracomment>
   <translation>Anderer Patientenname als beim aktuellen Scan</translation>
  </message>
  <message>
   <source>Linked by patient position</source>
   <extracomment>prior</extracomment>
   <translation>Über die Patientenlage gekoppelt</translation>
  </message>
  <message>
   <source>Not registered, middles laid on one another</source>
   <extracomment>prior</extracomment>
   <translation>Nicht registriert, Mitten aufeinandergelegt</translation>
  </message>
  <message>
   <source>Registered, correlation {0}</source>
   <extracomment>prior</extracomment>
   <translation>Registriert, Korrelation {0}</translation>
  </message>
  <message>
   <source>The prior is in {0} and the current scan in {1}; choose a prior of the same kind.</source>
   <extracomment>prior</extracomment>
   <translation>Die Voruntersuchung ist in {0} und der aktuelle Scan in {1}; eine Voruntersuchung derselben Art wählen.</translation>
  </message>
  <message>
   <source>The prior lies in place already: correlation in the body {0}.</source>
   <extracomment>prior</extracomment>
   <translation>Die Voruntersuchung liegt bereits richtig: Korrelation im Körper {0}.</translation>
  </message>
  <message>
   <source>The prior was turned by {0} and moved by {1} ({2}); correlation in the body {3} before, {4} after.</source>
   <extracomment>prior</extracomment>
   <translation>Die Voruntersuchung wurde um {0} gedreht und um {1} ({2}) verschoben; Korrelation im Körper {3} zuvor, {4} danach.</translation>
  </message>
  <message>
   <source>The way toward S or I was chosen in steps of {0}, by likeness.</source>
   <extracomment>prior</extracomment>
   <translation>Der Weg nach S oder I wurde in Schritten von {0} nach Ähnlichkeit gewählt.</translation>
  </message>
  <message>
   <source>The way toward S or I was kept.</source>
   <extracomment>prior</extracomment>
   <translation>Der Weg nach S oder I blieb, wie er war.</translation>
  </message>
  <message>
   <source>There are too few slices to find a tilt: turn and shift were fitted within them.</source>
   <extracomment>prior</extracomment>
   <translation>Für eine Kippung sind es zu wenige Schichten: Drehung und Verschiebung wurden in ihnen bestimmt.</translation>
  </message>
  <message>
   <source>Close prior</source>
   <extracomment>prior_commands</extracomment>
   <translation>Voruntersuchung schließen</translation>
  </message>
  <message>
   <source>Open an earlier scan of the patient beside the one on show</source>
   <extracomment>prior_commands</extracomment>
   <translation>Einen früheren Scan des Patienten neben dem gezeigten öffnen</translation>
  </message>
  <message>
   <source>Open prior…</source>
   <extracomment>prior_commands</extracomment>
   <translation>Voruntersuchung öffnen…</translation>
  </message>
  <message>
   <source>Prior</source>
   <extracomment>prior_commands</extracomment>
   <translation>Voruntersuchung</translation>
  </message>
  <message>
   <source>Register to current</source>
   <extracomment>prior_commands</extracomment>
   <translation>Auf aktuellen Scan registrieren</translation>
  </message>
  <message>
   <source>Show as prior</source>
   <extracomment>prior_commands</extracomment>
   <translation>Als Voruntersuchung zeigen</translation>
  </message>
  <message>
   <source>Show as prior, register it</source>
   <extracomment>prior_commands</extracomment>
   <translation>Als Voruntersuchung zeigen, registrieren</translation>
  </message>
  <message>
   <source>Show the volume or series chosen in the data list beside the one on show</source>
   <extracomment>prior_commands</extracomment>
   <translation>Das in der Datenliste gewählte Volumen oder die Serie neben dem gezeigten zeigen</translation>
  </message>
  <message>
   <source>Take the prior and its pane away</source>
   <extracomment>prior_commands</extracomment>
   <translation>Die Voruntersuchung und ihr Bildfeld entfernen</translation>
  </message>
  <message>
   <source>Turn and move the prior so that it lies on the current scan; undo takes it back</source>
   <extracomment>prior_commands</extracomment>
   <translation>Die Voruntersuchung so drehen und verschieben, dass sie auf dem aktuellen Scan liegt; Rückgängig nimmt es zurück</translation>
  </message>
  <message>
   <source>Choose a volume or a series in the data list first, then “Show as prior”.</source>
   <extracomment>prior_desk</extracomment>
   <translation>Erst in der Datenliste ein Volumen oder eine Serie wählen, dann „Als Voruntersuchung zeigen“.</translation>
  </message>
  <message>
   <source>No prior is open. Choose “Show as prior” in the data list.</source>
   <extracomment>prior_desk</extracomment>
   <translation>Keine Voruntersuchung ist offen. In der Datenliste „Als Voruntersuchung zeigen“ wählen.</translation>
  </message>
  <message>
   <source>Opening the prior</source>
   <extracomment>prior_desk</extracomment>
   <translation>Das Öffnen der Voruntersuchung</translation>
  </message>
  <message>
   <source>Register</source>
   <extracomment>prior_desk</extracomment>
   <translation>Registrieren</translation>
  </message>
  <message>
   <source>Register prior</source>
   <extracomment>prior_desk</extracomment>
   <translation>Voruntersuchung registrieren</translation>
  </message>
  <message>
   <source>Registering the prior</source>
   <extracomment>prior_desk</extracomment>
   <translation>Das Registrieren der Voruntersuchung</translation>
  </message>
  <message>
   <source>Registering the prior, step {0} of {1}</source>
   <extracomment>prior_desk</extracomment>
   <translation>Die Voruntersuchung wird registriert, Schritt {0} von {1}</translation>
  </message>
  <message>
   <source>The prior has another patient name; check that it is the same patient.</source>
   <extracomment>prior_desk</extracomment>
   <translation>Die Voruntersuchung hat einen anderen Patientennamen; prüfen, ob es derselbe Patient ist.</translation>
  </message>
  <message>
   <source>The prior was not opened, as its case is no longer on show; open that case first.</source>
   <extracomment>prior_desk</extracomment>
   <translation>Die Voruntersuchung wurde nicht geöffnet, weil ihr Fall nicht mehr gezeigt wird; zuerst jenen Fall öffnen.</translation>
  </message>
  <message>
   <source>The prior was not registered, as its case is no longer on show; open that case first.</source>
   <extracomment>prior_desk</extracomment>
   <translation>Die Voruntersuchung wurde nicht registriert, weil ihr Fall nicht mehr gezeigt wird; zuerst jenen Fall öffnen.</translation>
  </message>
  <message>
   <source>The result was dropped, as its prior is no longer on show; show and register it.</source>
   <extracomment>prior_desk</extracomment>
   <translation>Das Ergebnis wurde verworfen, weil seine Voruntersuchung nicht mehr gezeigt wird; sie zeigen und registrieren.</translation>
  </message>
  <message>
   <source>The two scans have no frame of reference in common. Register the prior to link them.</source>
   <extracomment>prior_desk</extracomment>
   <translation>Die beiden Scans haben kein gemeinsames Bezugssystem. Die Voruntersuchung registrieren, um sie zu verknüpfen.</translation>
  </message>
  <message>
   <source>This volume is on show already; choose another one as its prior.</source>
   <extracomment>prior_desk</extracomment>
   <translation>Dieses Volumen wird schon gezeigt; ein anderes als Voruntersuchung wählen.</translation>
  </message>
  <message>
   <source>Physics at this place</source>
   <extracomment>probe_commands</extracomment>
   <translation>Physik an dieser Stelle</translation>
  </message>
  <message>
   <source>Physics at this place…</source>
   <extracomment>probe_commands</extracomment>
   <translation>Physik an dieser Stelle…</translation>
  </message>
  <message>
   <source>Put a known disc at the crosshair or into the region, and measure what every pane keeps of it</source>
   <extracomment>probe_commands</extracomment>
   <translation>Eine bekannte Scheibe ans Fadenkreuz oder in die Region setzen und messen, was jedes Bildfeld davon erhält</translation>
  </message>
  <message>
   <source> The panes show something else now.</source>
   <extracomment>probe_dialog</extracomment>
   <translation> Die Bildfelder zeigen jetzt etwas anderes.</translation>
  </message>
  <message>
   <source>A disc is put into the line integrals of the slice, and every pane's method makes pictures with and without it under the noise of many seeds.</source>
   <extracomment>probe_dialog</extracomment>
   <translation>Eine Scheibe wird in die Linienintegrale der Schicht gesetzt, und die Methode jedes Bildfelds macht Bilder mit und ohne sie unter dem Rauschen vieler Startwerte.</translation>
  </message>
  <message>
   <source>Above what is there; below it where it is negative.</source>
   <extracomment>probe_dialog</extracomment>
   <translation>Über der Umgebung; negativ darunter.</translation>
  </message>
  <message>
   <source>Close; what runs is cancelled</source>
   <extracomment>probe_dialog</extracomment>
   <translation>Schließen; was läuft, wird abgebrochen</translation>
  </message>
  <message>
   <source>Copy all rows as CSV, with dose, seed, place and slice</source>
   <extracomment>probe_dialog</extracomment>
   <translation>Alle Zeilen als CSV kopieren, mit Dosis, Startwert, Ort und Schicht</translation>
  </message>
  <message>
   <source>Diameter</source>
   <extracomment>probe_dialog</extracomment>
   <translation>Durchmesser</translation>
  </message>
  <message>
   <source>Mark a place first: click with the crosshair (H), or select a region.</source>
   <extracomment>probe_dialog</extracomment>
   <translation>Erst eine Stelle markieren: mit dem Fadenkreuz (H) klicken oder eine Region wählen.</translation>
  </message>
  <message>
   <source>Measure all panes on show</source>
   <extracomment>probe_dialog</extracomment>
   <translation>Alle gezeigten Bildfelder messen</translation>
  </message>
  <message>
   <source>Middle of the region</source>
   <extracomment>probe_dialog</extracomment>
   <translation>Mitte der Region</translation>
  </message>
  <message>
   <source>Noise is drawn once for each; more make intervals narrower, as one over their root.</source>
   <extracomment>probe_dialog</extracomment>
   <translation>Rauschen wird für jeden einmal gezogen; mehr machen Intervalle schmaler, wie eins durch ihre Wurzel.</translation>
  </message>
  <message>
   <source>Seeds</source>
   <extracomment>probe_dialog</extracomment>
   <translation>Startwerte</translation>
  </message>
  <message>
   <source>Start</source>
   <extracomment>probe_dialog</extracomment>
   <translation>Start</translation>
  </message>
  <message>
   <source>Stop; finished rows stay</source>
   <extracomment>probe_dialog</extracomment>
   <translation>Anhalten; fertige Zeilen bleiben</translation>
  </message>
  <message>
   <source>{0}: {1}, slice {2}</source>
   <extracomment>probe_dialog</extracomment>
   <translation>{0}: {1}, Schicht {2}</translation>
  </message>
  <message>
   <source>CI high</source>
   <extracomment>probe_survey</extracomment>
   <translation>KI oben</translation>
  </message>
  <message>
   <source>CI low</source>
   <extracomment>probe_survey</extracomment>
   <translation>KI unten</translation>
  </message>
  <message>
   <source>Contrast (HU)</source>
   <extracomment>probe_survey</extracomment>
   <translation>Kontrast (HU)</translation>
  </message>
  <message>
   <source>FBP at other doses</source>
   <extracomment>probe_survey</extracomment>
   <translation>FBP bei anderen Dosen</translation>
  </message>
  <message>
   <source>FBP dose (%)</source>
   <extracomment>probe_survey</extracomment>
   <translation>FBP-Dosis (%)</translation>
  </message>
  <message>
   <source>It failed ({0}). The log says more.</source>
   <extracomment>probe_survey</extracomment>
   <translation>Fehlgeschlagen ({0}). Mehr steht im Protokoll.</translation>
  </message>
  <message>
   <source>{0} at {1} = FBP at {2} ({3}) for a {4}.</source>
   <extracomment>probe_survey</extracomment>
   <translation>{0} bei {1} = FBP bei {2} ({3}) für {4}.</translation>
  </message>
  <message>
   <source>{0} at {1} = FBP at {2}, which makes the same pictures.</source>
   <extracomment>probe_survey</extracomment>
   <translation>{0} bei {1} = FBP bei {2}, die dieselben Bilder macht.</translation>
  </message>
  <message>
   <source>{0} at {1}, slice {2}, {3} dose, seed {4}, which stands for {5} seeds.</source>
   <extracomment>probe_survey</extracomment>
   <translation>{0} bei {1}, Schicht {2}, {3} Dosis, Startwert {4}, der für {5} Startwerte steht.</translation>
  </message>
  <message>
   <source>2AFC correct (%)</source>
   <extracomment>probe_table</extracomment>
   <translation>2AFC richtig (%)</translation>
  </message>
  <message>
   <source>Channelized Hotelling observer with 5 difference-of-Gaussians channels that knows disc and background. With and without the disc the noise is the same. The interval is exact for linear methods and Gaussian noise.</source>
   <extracomment>probe_table</extracomment>
   <translation>Kanalisierter Hotelling-Beobachter mit 5 Difference-of-Gaussians-Kanälen, der Scheibe und Hintergrund kennt. Mit und ohne Scheibe ist das Rauschen dasselbe. Das Intervall ist exakt für lineare Methoden und gaußsches Rauschen.</translation>
  </message>
  <message>
   <source>Contrast kept (%)</source>
   <extracomment>probe_table</extracomment>
   <translation>Erhaltener Kontrast (%)</translation>
  </message>
  <message>
   <source>Difference of the pictures with and without the disc, averaged over the seeds and over the pixels of the disc, each weighed with the share that the disc covers; in % of what the disc itself would give. ± is half of the 95 % confidence interval; a linear method has none.</source>
   <extracomment>probe_table</extracomment>
   <translation>Differenz der Bilder mit und ohne Scheibe, gemittelt über die Startwerte und die Pixel der Scheibe, jedes gewichtet mit dem Anteil, den die Scheibe bedeckt; in % dessen, was die Scheibe selbst gäbe. ± ist die Hälfte des 95-%-Konfidenzintervalls; eine lineare Methode hat keines.</translation>
  </message>
  <message>
   <source>No numbers</source>
   <extracomment>probe_table</extracomment>
   <translation>Keine Zahlen</translation>
  </message>
  <message>
   <source>Noise (HU)</source>
   <extracomment>probe_table</extracomment>
   <translation>Rauschen (HU)</translation>
  </message>
  <message>
   <source>Physics at this place, a row for every pane</source>
   <extracomment>probe_table</extracomment>
   <translation>Physik an dieser Stelle, eine Zeile je Bildfeld</translation>
  </message>
  <message>
   <source>Point at a column's name for its definition</source>
   <extracomment>probe_table</extracomment>
   <translation>Auf den Namen einer Spalte zeigen für ihre Definition</translation>
  </message>
  <message>
   <source>SD over all noise of the dose, root mean square over the pixels within the disc's radius, four pixels at least. Where noise is inserted, that of the loaded scan is added.</source>
   <extracomment>probe_table</extracomment>
   <translation>SD über alles Rauschen der Dosis, quadratisches Mittel über die Pixel innerhalb des Scheibenradius, mindestens vier. Wo Rauschen eingefügt wird, kommt das des geladenen Scans hinzu.</translation>
  </message>
  <message>
   <source>Share of right answers in a choice between two pictures, one of them with the disc: Φ(d′/√2)</source>
   <extracomment>probe_table</extracomment>
   <translation>Anteil richtiger Antworten bei der Wahl zwischen zwei Bildern, eines davon mit der Scheibe: Φ(d′/√2)</translation>
  </message>
  <message>
   <source>TTF f50 (1/mm)</source>
   <extracomment>probe_table</extracomment>
   <translation>TTF f50 (1/mm)</translation>
  </message>
  <message>
   <source>Task transfer function, read from the disc itself: the spectrum of the mean difference over that of the disc, in rings of frequency. f50 is where it falls to one half. It depends on contrast and dose for methods that are not linear.</source>
   <extracomment>probe_table</extracomment>
   <translation>Aufgabenbezogene Übertragungsfunktion (TTF), aus der Scheibe selbst: das Spektrum der mittleren Differenz über dem der Scheibe, in Frequenzringen. f50 ist, wo sie auf die Hälfte fällt. Bei nichtlinearen Methoden hängt sie von Kontrast und Dosis ab.</translation>
  </message>
  <message>
   <source>The pane and its method</source>
   <extracomment>probe_table</extracomment>
   <translation>Das Bildfeld und seine Methode</translation>
  </message>
  <message>
   <source>d′ (95 % CI)</source>
   <extracomment>probe_table</extracomment>
   <translation>d′ (95 %-KI)</translation>
  </message>
  <message>
   <source>NumPy array</source>
   <extracomment>process</extracomment>
   <translation>NumPy-Array</translation>
  </message>
  <message>
   <source>The memory of the {0} does not suffice; let the job take less at a time.</source>
   <extracomment>process</extracomment>
   <translation>Der Speicher ({0}) reicht nicht; den Auftrag weniger auf einmal nehmen lassen.</translation>
  </message>
  <message>
   <source>The method failed ({0}). Change its settings or remove it.</source>
   <extracomment>process</extracomment>
   <translation>Die Methode ist fehlgeschlagen ({0}). Einstellungen ändern oder entfernen.</translation>
  </message>
  <message>
   <source>The recipe failed ({0}: {1}); its log tells where.</source>
   <extracomment>process</extracomment>
   <translation>Das Rezept ist fehlgeschlagen ({0}: {1}); sein Protokoll sagt, wo.</translation>
  </message>
  <message>
   <source>The recipe was changed after this job was made; its result may differ.</source>
   <extracomment>process</extracomment>
   <translation>Das Rezept wurde nach diesem Auftrag geändert; sein Ergebnis kann abweichen.</translation>
  </message>
  <message>
   <source>The segmenter returned no labels of the size of the picture. Choose another.</source>
   <extracomment>process</extracomment>
   <translation>Der Segmentierer gab keine Label in der Größe des Bildes zurück. Einen anderen wählen.</translation>
  </message>
  <message>
   <source>holds line integrals that are not numbers</source>
   <extracomment>process</extracomment>
   <translation>enthält Linienintegrale, die keine Zahlen sind</translation>
  </message>
  <message>
   <source>is a {0}, which has no header fields that can be shown</source>
   <extracomment>process</extracomment>
   <translation>ist ein {0}, das keine Kopffelder hat, die sich zeigen lassen</translation>
  </message>
  <message>
   <source>is broken: it could not be read ({0})</source>
   <extracomment>process</extracomment>
   <translation>ist defekt: es ließ sich nicht lesen ({0})</translation>
  </message>
  <message>
   <source>needs more memory than a picture should</source>
   <extracomment>process</extracomment>
   <translation>braucht mehr Speicher, als ein Bild sollte</translation>
  </message>
  <message>
   <source>{0} cannot be read or written ({1}); set that right and resume.</source>
   <extracomment>process</extracomment>
   <translation>{0} lässt sich nicht lesen oder schreiben ({1}); das beheben und fortsetzen.</translation>
  </message>
  <message>
   <source>{0} is no recipe.</source>
   <extracomment>process</extracomment>
   <translation>{0} ist kein Rezept.</translation>
  </message>
  <message>
   <source>{0} returned a picture of another size.</source>
   <extracomment>process</extracomment>
   <translation>{0} gab ein Bild anderer Größe zurück.</translation>
  </message>
  <message>
   <source>Cine needs pictures that follow. Switch on “Follow the controls” in the menu Dose.</source>
   <extracomment>program</extracomment>
   <translation>Cine braucht Bilder, die folgen. „Den Reglern folgen“ im Menü Dosis einschalten.</translation>
  </message>
  <message>
   <source>Cine, at most {}. A click or scrolling stops.</source>
   <extracomment>program</extracomment>
   <translation>Cine, höchstens {}. Klick oder Blättern hält an.</translation>
  </message>
  <message>
   <source>Key images</source>
   <extracomment>program</extracomment>
   <translation>Schlüsselbilder</translation>
  </message>
  <message>
   <source>New or changed plug-ins wait to be allowed: {0}.</source>
   <extracomment>program</extracomment>
   <translation>Neue oder geänderte Plug-ins warten auf Erlaubnis: {0}.</translation>
  </message>
  <message>
   <source>Show plug-ins</source>
   <extracomment>program</extracomment>
   <translation>Plug-ins zeigen</translation>
  </message>
  <message>
   <source>{0} The pictures are computed on the CPU now.</source>
   <extracomment>program</extracomment>
   <translation>{0} Die Bilder werden jetzt auf der CPU berechnet.</translation>
  </message>
  <message>
   <source>A pattern to look at, and what software can and cannot say of this screen</source>
   <extracomment>program_commands</extracomment>
   <translation>Ein Muster zum Ansehen, und was Software über diesen Bildschirm sagen kann und was nicht</translation>
  </message>
  <message>
   <source>Cine</source>
   <extracomment>program_commands</extracomment>
   <translation>Cine</translation>
  </message>
  <message>
   <source>Clear key images</source>
   <extracomment>program_commands</extracomment>
   <translation>Schlüsselbilder löschen</translation>
  </message>
  <message>
   <source>Compare real scans of a phantom at several mAs with their simulation, and keep the photons of the scanner</source>
   <extracomment>program_commands</extracomment>
   <translation>Echte Scans eines Phantoms bei mehreren mAs mit ihrer Simulation vergleichen und die Photonen des Scanners behalten</translation>
  </message>
  <message>
   <source>Compute…</source>
   <extracomment>program_commands</extracomment>
   <translation>Rechnen…</translation>
  </message>
  <message>
   <source>DICOM tags</source>
   <extracomment>program_commands</extracomment>
   <translation>DICOM-Tags</translation>
  </message>
  <message>
   <source>DICOM tags…</source>
   <extracomment>program_commands</extracomment>
   <translation>DICOM-Tags…</translation>
  </message>
  <message>
   <source>Display check…</source>
   <extracomment>program_commands</extracomment>
   <translation>Bildschirmprüfung…</translation>
  </message>
  <message>
   <source>Edit shortcuts…</source>
   <extracomment>program_commands</extracomment>
   <translation>Tastenkürzel bearbeiten…</translation>
  </message>
  <message>
   <source>Faster</source>
   <extracomment>program_commands</extracomment>
   <translation>Schneller</translation>
  </message>
  <message>
   <source>Fewer frames per second</source>
   <extracomment>program_commands</extracomment>
   <translation>Weniger Bilder pro Sekunde</translation>
  </message>
  <message>
   <source>Fewer than 1 photon</source>
   <extracomment>program_commands</extracomment>
   <translation>Weniger als 1 Photon</translation>
  </message>
  <message>
   <source>Fewer than {0} photons</source>
   <extracomment>program_commands</extracomment>
   <translation>Weniger als {0} Photonen</translation>
  </message>
  <message>
   <source>Give commands other keys</source>
   <extracomment>program_commands</extracomment>
   <translation>Befehlen andere Tasten geben</translation>
  </message>
  <message>
   <source>Hatch rays that expect so few photons</source>
   <extracomment>program_commands</extracomment>
   <translation>Strahlen schraffieren, die so wenige Photonen erwarten</translation>
  </message>
  <message>
   <source>Hatch what lies on rays that too few photons survive</source>
   <extracomment>program_commands</extracomment>
   <translation>Schraffieren, was auf Strahlen liegt, die zu wenige Photonen überstehen</translation>
  </message>
  <message>
   <source>Import report…</source>
   <extracomment>program_commands</extracomment>
   <translation>Importbericht…</translation>
  </message>
  <message>
   <source>Log…</source>
   <extracomment>program_commands</extracomment>
   <translation>Protokoll…</translation>
  </message>
  <message>
   <source>Mark key image</source>
   <extracomment>program_commands</extracomment>
   <translation>Schlüsselbild markieren</translation>
  </message>
  <message>
   <source>Mark this slice with what the pane shows, or take its mark away</source>
   <extracomment>program_commands</extracomment>
   <translation>Diese Schicht mit dem, was das Bildfeld zeigt, markieren oder die Marke entfernen</translation>
  </message>
  <message>
   <source>More frames per second</source>
   <extracomment>program_commands</extracomment>
   <translation>Mehr Bilder pro Sekunde</translation>
  </message>
  <message>
   <source>Next key image</source>
   <extracomment>program_commands</extracomment>
   <translation>Nächstes Schlüsselbild</translation>
  </message>
  <message>
   <source>Run</source>
   <extracomment>program_commands</extracomment>
   <translation>Abspielen</translation>
  </message>
  <message>
   <source>Run through the slices; a click or scrolling stops</source>
   <extracomment>program_commands</extracomment>
   <translation>Durch die Schichten laufen; Klick oder Blättern hält an</translation>
  </message>
  <message>
   <source>Show the next key image as it was marked</source>
   <extracomment>program_commands</extracomment>
   <translation>Das nächste Schlüsselbild so zeigen, wie es markiert wurde</translation>
  </message>
  <message>
   <source>Slower</source>
   <extracomment>program_commands</extracomment>
   <translation>Langsamer</translation>
  </message>
  <message>
   <source>Starved below</source>
   <extracomment>program_commands</extracomment>
   <translation>Photonenmangel unter</translation>
  </message>
  <message>
   <source>Take all marks away</source>
   <extracomment>program_commands</extracomment>
   <translation>Alle Marken entfernen</translation>
  </message>
  <message>
   <source>Test what computes the pictures, and see what takes over when it fails</source>
   <extracomment>program_commands</extracomment>
   <translation>Prüfen, was die Bilder berechnet, und sehen, was bei einem Ausfall übernimmt</translation>
  </message>
  <message>
   <source>The header of the file behind the slice on show, DICOM or NIfTI, with search</source>
   <extracomment>program_commands</extracomment>
   <translation>Der Kopf der Datei hinter der gezeigten Schicht, DICOM oder NIfTI, mit Suche</translation>
  </message>
  <message>
   <source>The pages of the documentation</source>
   <extracomment>program_commands</extracomment>
   <translation>Die Seiten der Dokumentation</translation>
  </message>
  <message>
   <source>Type Python under the pictures; off until you switch it on in the preferences</source>
   <extracomment>program_commands</extracomment>
   <translation>Python unter den Bildern eingeben; aus, bis Sie es in den Einstellungen einschalten</translation>
  </message>
  <message>
   <source>Validate my scanner…</source>
   <extracomment>program_commands</extracomment>
   <translation>Meinen Scanner validieren …</translation>
  </message>
  <message>
   <source>What the program did, without patient names</source>
   <extracomment>program_commands</extracomment>
   <translation>Was das Programm tat, ohne Patientennamen</translation>
  </message>
  <message>
   <source>What was opened, assumed and left out, to read and to copy</source>
   <extracomment>program_commands</extracomment>
   <translation>Was geöffnet, angenommen und ausgelassen wurde, zum Lesen und Kopieren</translation>
  </message>
  <message>
   <source>A fan needs two views, two channels, and a positive pitch and radius.</source>
   <extracomment>projections</extracomment>
   <translation>Ein Fächer braucht zwei Projektionen, zwei Kanäle sowie positiven Abstand und Radius.</translation>
  </message>
  <message>
   <source>A fan turns by more than 0 and at most one turn, not {0} radians.</source>
   <extracomment>projections</extracomment>
   <translation>Ein Fächer dreht sich um mehr als 0 und höchstens eine Umdrehung, nicht um {0} Radiant.</translation>
  </message>
  <message>
   <source>A picture of {0} mm does not fit into a fan from {1} mm; choose parallel rays.</source>
   <extracomment>projections</extracomment>
   <translation>Ein Bild von {0} mm passt nicht in einen Fächer aus {1} mm; parallele Strahlen wählen.</translation>
  </message>
  <message>
   <source>A scan needs views, at least two bins and a positive bin pitch.</source>
   <extracomment>projections</extracomment>
   <translation>Ein Scan braucht Projektionen, mindestens zwei Detektorelemente und einen positiven Elementabstand.</translation>
  </message>
  <message>
   <source>Projections {0} do not fit the rays {1}.</source>
   <extracomment>projections</extracomment>
   <translation>Projektionen {0} passen nicht zu den Strahlen {1}.</translation>
  </message>
  <message>
   <source>The outer channels of this fan look away from the rotation center.</source>
   <extracomment>projections</extracomment>
   <translation>Die äußeren Kanäle dieses Fächers blicken vom Drehzentrum weg.</translation>
  </message>
  <message>
   <source>Channel on which the rotation center falls</source>
   <extracomment>projections_dock</extracomment>
   <translation>Kanal, auf den das Drehzentrum fällt</translation>
  </message>
  <message>
   <source>Channel, counted from 0, on which the rotation center falls</source>
   <extracomment>projections_dock</extracomment>
   <translation>Kanal, ab 0 gezählt, auf den das Drehzentrum fällt</translation>
  </message>
  <message>
   <source>Fan</source>
   <extracomment>projections_dock</extracomment>
   <translation>Fächer</translation>
  </message>
  <message>
   <source>Find</source>
   <extracomment>projections_dock</extracomment>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Find the center about which views and their mirror images fit (parallel half turns)</source>
   <extracomment>projections_dock</extracomment>
   <translation>Das Zentrum suchen, um das Projektionen und ihre Spiegelbilder zusammenpassen (parallele Strahlen, halbe Umdrehung)</translation>
  </message>
  <message>
   <source>Find the rotation center</source>
   <extracomment>projections_dock</extracomment>
   <translation>Das Drehzentrum suchen</translation>
  </message>
  <message>
   <source>Parallel rays</source>
   <extracomment>projections_dock</extracomment>
   <translation>Parallele Strahlen</translation>
  </message>
  <message>
   <source>Projections</source>
   <extracomment>projections_dock</extracomment>
   <translation>Projektionen</translation>
  </message>
  <message>
   <source>Rotation center</source>
   <extracomment>projections_dock</extracomment>
   <translation>Drehzentrum</translation>
  </message>
  <message>
   <source>{0}, {1} views over {2}°, {3} channels</source>
   <extracomment>projections_dock</extracomment>
   <translation>{0}, {1} Projektionen über {2}°, {3} Kanäle</translation>
  </message>
  <message>
   <source>The file does not tell the angles of its views; half a turn was assumed.</source>
   <extracomment>projections_hdf5</extracomment>
   <translation>Die Datei nennt die Winkel ihrer Projektionen nicht; eine halbe Umdrehung wurde angenommen.</translation>
  </message>
  <message>
   <source>The true pixel size is not recorded; a picture is taken for 26 cm wide.</source>
   <extracomment>projections_hdf5</extracomment>
   <translation>Die wahre Pixelgröße ist nicht aufgezeichnet; ein Bild gilt als 26 cm breit.</translation>
  </message>
  <message>
   <source>There is no dark field; 0 stands in for it.</source>
   <extracomment>projections_hdf5</extracomment>
   <translation>Es gibt kein Dunkelbild; 0 tritt an seine Stelle.</translation>
  </message>
  <message>
   <source>There is no flat field; the brightest count of every row stands in for it.</source>
   <extracomment>projections_hdf5</extracomment>
   <translation>Es gibt kein Hellbild; die hellste Zählung jeder Zeile tritt an seine Stelle.</translation>
  </message>
  <message>
   <source>has flat fields that are larger than this version opens</source>
   <extracomment>projections_hdf5</extracomment>
   <translation>hat größere Hellbilder, als diese Version öffnet</translation>
  </message>
  <message>
   <source>has flat fields that are not brighter than its dark fields</source>
   <extracomment>projections_hdf5</extracomment>
   <translation>hat Hellbilder, die nicht heller sind als die Dunkelbilder</translation>
  </message>
  <message>
   <source>holds an array of shape {0}; projections have three axes</source>
   <extracomment>projections_hdf5</extracomment>
   <translation>enthält ein Array der Form {0}; Projektionen haben drei Achsen</translation>
  </message>
  <message>
   <source>is broken or no HDF5 file</source>
   <extracomment>projections_hdf5</extracomment>
   <translation>ist defekt oder keine HDF5-Datei</translation>
  </message>
  <message>
   <source>channel width</source>
   <extracomment>projections_htc</extracomment>
   <translation>die Kanalbreite</translation>
  </message>
  <message>
   <source>distance from source to center</source>
   <extracomment>projections_htc</extracomment>
   <translation>den Abstand von Quelle zu Zentrum</translation>
  </message>
  <message>
   <source>distance from source to detector</source>
   <extracomment>projections_htc</extracomment>
   <translation>den Abstand von Quelle zu Detektor</translation>
  </message>
  <message>
   <source>does not tell the angle of every view</source>
   <extracomment>projections_htc</extracomment>
   <translation>nennt nicht den Winkel jeder Projektion</translation>
  </message>
  <message>
   <source>holds a sinogram that is no matrix of numbers</source>
   <extracomment>projections_htc</extracomment>
   <translation>enthält ein Sinogramm, das keine Matrix von Zahlen ist</translation>
  </message>
  <message>
   <source>holds a “{0}” without a sinogram or parameters</source>
   <extracomment>projections_htc</extracomment>
   <translation>enthält ein „{0}“ ohne Sinogramm oder Parameter</translation>
  </message>
  <message>
   <source>holds a “{0}” without parameters</source>
   <extracomment>projections_htc</extracomment>
   <translation>enthält ein „{0}“ ohne Parameter</translation>
  </message>
  <message>
   <source>holds no projections: there is neither CtDataFull nor CtDataLimited in it</source>
   <extracomment>projections_htc</extracomment>
   <translation>enthält keine Projektionen: weder CtDataFull noch CtDataLimited ist darin</translation>
  </message>
  <message>
   <source>is broken or no MATLAB file</source>
   <extracomment>projections_htc</extracomment>
   <translation>ist defekt oder keine MATLAB-Datei</translation>
  </message>
  <message>
   <source>is broken or truncated</source>
   <extracomment>projections_htc</extracomment>
   <translation>ist defekt oder abgeschnitten</translation>
  </message>
  <message>
   <source>Reading sinogram {0} of {1}</source>
   <extracomment>projections_opening</extracomment>
   <translation>Sinogramm {0} von {1} wird gelesen</translation>
  </message>
  <message>
   <source>Reading view {0} of {1}</source>
   <extracomment>projections_opening</extracomment>
   <translation>Projektion {0} von {1} wird gelesen</translation>
  </message>
  <message>
   <source>The attenuation of water is not recorded, so pictures are in 1/cm and not in HU.</source>
   <extracomment>projections_opening</extracomment>
   <translation>Die Schwächung von Wasser ist nicht aufgezeichnet, die Bilder sind also in 1/cm und nicht in HU.</translation>
  </message>
  <message>
   <source>The focal spot flies ({0}), which is not accounted for.</source>
   <extracomment>projections_opening</extracomment>
   <translation>Der Brennfleck springt ({0}), was nicht berücksichtigt wird.</translation>
  </message>
  <message>
   <source>The projections are not in photons and nothing tells what a photon is worth; type the photons per ray to lower the dose.</source>
   <extracomment>projections_opening</extracomment>
   <translation>Die Projektionen sind nicht in Photonen, und nichts sagt, was ein Photon wert ist; die Photonen pro Strahl eingeben, um die Dosis zu senken.</translation>
  </message>
  <message>
   <source>The projections are not in photons: by the variance of {0} flat fields a photon is {1} counts.</source>
   <extracomment>projections_opening</extracomment>
   <translation>Die Projektionen sind nicht in Photonen: nach der Varianz von {0} Hellbildern entspricht ein Photon {1} Zählungen.</translation>
  </message>
  <message>
   <source>The projections of a fan do not tell how far its source is from the center.</source>
   <extracomment>projections_opening</extracomment>
   <translation>Die Projektionen eines Fächers sagen nicht, wie weit seine Quelle vom Zentrum entfernt ist.</translation>
  </message>
  <message>
   <source>The views of the scan are of different detectors; open one scan at a time.</source>
   <extracomment>projections_opening</extracomment>
   <translation>Die Projektionen des Scans stammen von verschiedenen Detektoren; einen Scan auf einmal öffnen.</translation>
  </message>
  <message>
   <source>Views are missing from the scan, or do not go round evenly; fetch all of it.</source>
   <extracomment>projections_opening</extracomment>
   <translation>Im Scan fehlen Projektionen, oder sie sind nicht gleichmäßig über die Umdrehung verteilt; den ganzen Scan beschaffen.</translation>
  </message>
  <message>
   <source>is broken: its projections have another size than its header says</source>
   <extracomment>projections_opening</extracomment>
   <translation>ist defekt: die Projektionen haben eine andere Größe, als der Kopf sagt</translation>
  </message>
  <message>
   <source>is broken: its view has another size than its header says, or no numbers</source>
   <extracomment>projections_opening</extracomment>
   <translation>ist defekt: die Projektion hat eine andere Größe, als der Kopf sagt, oder keine Zahlen</translation>
  </message>
  <message>
   <source>median of the photons that the scanner recorded for its channels</source>
   <extracomment>projections_opening</extracomment>
   <translation>Median der Photonen, die der Scanner für seine Kanäle aufgezeichnet hat</translation>
  </message>
  <message>
   <source>{0} channels saw no light and take the values of their neighbors.</source>
   <extracomment>projections_opening</extracomment>
   <translation>{0} Kanäle sahen kein Licht und übernehmen die Werte ihrer Nachbarn.</translation>
  </message>
  <message>
   <source>{0} rays had hardly a count and were taken for a transmission of 0.01 %.</source>
   <extracomment>projections_opening</extracomment>
   <translation>{0} Strahlen hatten kaum eine Zählung und gelten als Transmission von 0.01 %.</translation>
  </message>
  <message>
   <source>has sinograms of {0} × {1} rays; this version opens up to 16 million</source>
   <extracomment>projections_source</extracomment>
   <translation>hat Sinogramme von {0} × {1} Strahlen; diese Version öffnet bis zu 16 Millionen</translation>
  </message>
  <message>
   <source>has views that do not go round evenly, which this version does not open</source>
   <extracomment>projections_source</extracomment>
   <translation>hat ungleichmäßig über die Umdrehung verteilte Projektionen, was diese Version nicht öffnet</translation>
  </message>
  <message>
   <source>says nothing sensible of its {0}</source>
   <extracomment>projections_source</extracomment>
   <translation>sagt nichts Sinnvolles über {0}</translation>
  </message>
  <message>
   <source>says nothing sensible of the angles of its views</source>
   <extracomment>projections_source</extracomment>
   <translation>sagt nichts Sinnvolles über die Winkel der Projektionen</translation>
  </message>
  <message>
   <source>{0} of {1} views lie beyond whole turns of the scan and are left out.</source>
   <extracomment>projections_source</extracomment>
   <translation>{0} von {1} Projektionen liegen jenseits ganzer Umläufe und sind ausgelassen.</translation>
  </message>
  <message>
   <source>At equal mean quality</source>
   <extracomment>proposal_aside</extracomment>
   <translation>Bei gleicher mittlerer Qualität</translation>
  </message>
  <message>
   <source>Claims of the study</source>
   <extracomment>proposal_aside</extracomment>
   <translation>Behauptungen der Studie</translation>
  </message>
  <message>
   <source>Does not hold</source>
   <extracomment>proposal_aside</extracomment>
   <translation>Trifft nicht zu</translation>
  </message>
  <message>
   <source>Dose for nearly all cases</source>
   <extracomment>proposal_aside</extracomment>
   <translation>Dosis für fast alle Fälle</translation>
  </message>
  <message>
   <source>Holds</source>
   <extracomment>proposal_aside</extracomment>
   <translation>Trifft zu</translation>
  </message>
  <message>
   <source>Not tested</source>
   <extracomment>proposal_aside</extracomment>
   <translation>Nicht geprüft</translation>
  </message>
  <message>
   <source>Densest line integral, no unit</source>
   <extracomment>proposal_charts</extracomment>
   <translation>Dichtestes Linienintegral, ohne Einheit</translation>
  </message>
  <message>
   <source>PSNR (dB)</source>
   <extracomment>proposal_charts</extracomment>
   <translation>PSNR (dB)</translation>
  </message>
  <message>
   <source>Photons per ray that a case needs</source>
   <extracomment>proposal_charts</extracomment>
   <translation>Photonen pro Strahl, die ein Fall braucht</translation>
  </message>
  <message>
   <source>Searched up to n0 = {0} photons per ray (line at the right). For {1} of {2} cases no dose below that keeps the target for good; the boxes leave them out. Whiskers reach 1.5 box lengths.</source>
   <extracomment>proposal_charts</extracomment>
   <translation>Gesucht bis n0 = {0} Photonen pro Strahl (Linie rechts). Für {1} von {2} Fällen hält keine kleinere Dosis das Ziel dauerhaft; die Kästen lassen sie aus. Die Antennen reichen 1,5 Kastenlängen weit.</translation>
  </message>
  <message>
   <source>Step</source>
   <extracomment>proposal_charts</extracomment>
   <translation>Schritt</translation>
  </message>
  <message>
   <source>Step (thousands)</source>
   <extracomment>proposal_charts</extracomment>
   <translation>Schritt (Tausend)</translation>
  </message>
  <message>
   <source>n0, photons per ray</source>
   <extracomment>proposal_charts</extracomment>
   <translation>n0, Photonen pro Strahl</translation>
  </message>
  <message>
   <source>{0}, log scale</source>
   <extracomment>proposal_charts</extracomment>
   <translation>{0}, log. Skala</translation>
  </message>
  <message>
   <source>{0}: {1} unreachable</source>
   <extracomment>proposal_charts</extracomment>
   <translation>{0}: {1} unerreichbar</translation>
  </message>
  <message>
   <source>The evaluation in {0} is damaged ({1}).</source>
   <extracomment>proposal_news</extracomment>
   <translation>Die Auswertung in {0} ist beschädigt ({1}).</translation>
  </message>
  <message>
   <source>A dose is proposed for each case by policies that are trained for it. Train them first: choose “Dose policies”, best on a GPU, or run: ldct-studio train alara:all --preset clinical</source>
   <extracomment>proposal_page</extracomment>
   <translation>Für jeden Fall schlagen Strategien eine Dosis vor, die dafür trainiert sind. Sie zuerst trainieren: „Dosisstrategien“ wählen, am besten auf einer GPU, oder ausführen: ldct-studio train alara:all --preset clinical</translation>
  </message>
  <message>
   <source>Choose the settings and start it in the background</source>
   <extracomment>proposal_page</extracomment>
   <translation>Die Einstellungen wählen und es im Hintergrund starten</translation>
  </message>
  <message>
   <source>Evaluate again…</source>
   <extracomment>proposal_page</extracomment>
   <translation>Neu auswerten…</translation>
  </message>
  <message>
   <source>Evaluate policies…</source>
   <extracomment>proposal_page</extracomment>
   <translation>Strategien auswerten…</translation>
  </message>
  <message>
   <source>Evaluated {0}</source>
   <extracomment>proposal_page</extracomment>
   <translation>Ausgewertet {0}</translation>
  </message>
  <message>
   <source>Evaluation of dose policies</source>
   <extracomment>proposal_page</extracomment>
   <translation>Auswertung der Dosisstrategien</translation>
  </message>
  <message>
   <source>Measure the newest finished set of policies on cases that were held back</source>
   <extracomment>proposal_page</extracomment>
   <translation>Den neuesten fertigen Satz von Strategien an zurückgehaltenen Fällen messen</translation>
  </message>
  <message>
   <source>No evaluation yet</source>
   <extracomment>proposal_page</extracomment>
   <translation>Noch keine Auswertung</translation>
  </message>
  <message>
   <source>Show the folder of the evaluation with its table and its report</source>
   <extracomment>proposal_page</extracomment>
   <translation>Den Ordner der Auswertung mit Tabelle und Bericht zeigen</translation>
  </message>
  <message>
   <source>The evaluation is under way</source>
   <extracomment>proposal_page</extracomment>
   <translation>Die Auswertung läuft</translation>
  </message>
  <message>
   <source>The policies are being trained</source>
   <extracomment>proposal_page</extracomment>
   <translation>Die Strategien werden trainiert</translation>
  </message>
  <message>
   <source>The policies are trained. Evaluate them on cases that were held back from training, or run: ldct-studio evaluate alara</source>
   <extracomment>proposal_page</extracomment>
   <translation>Die Strategien sind trainiert. Sie an Fällen auswerten, die vom Training zurückgehalten wurden, oder ausführen: ldct-studio evaluate alara</translation>
  </message>
  <message>
   <source>Train policies…</source>
   <extracomment>proposal_page</extracomment>
   <translation>Strategien trainieren…</translation>
  </message>
  <message>
   <source>{0}.</source>
   <extracomment>proposal_page</extracomment>
   <translation>{0}.</translation>
  </message>
  <message>
   <source>{0}: step {1} of {2}.</source>
   <extracomment>proposal_page</extracomment>
   <translation>{0}: Schritt {1} von {2}.</translation>
  </message>
  <message>
   <source>A slim case</source>
   <extracomment>proposal_panel</extracomment>
   <translation>Ein schlanker Fall</translation>
  </message>
  <message>
   <source>A wide case</source>
   <extracomment>proposal_panel</extracomment>
   <translation>Ein breiter Fall</translation>
  </message>
  <message>
   <source>Case of the method panel</source>
   <extracomment>proposal_panel</extracomment>
   <translation>Fall der Methodentafel</translation>
  </message>
  <message>
   <source>Method panel</source>
   <extracomment>proposal_panel</extracomment>
   <translation>Methodentafel</translation>
  </message>
  <message>
   <source>The same case as every policy scans it, with the same noise field</source>
   <extracomment>proposal_panel</extracomment>
   <translation>Derselbe Fall, wie jede Strategie ihn aufnimmt, mit demselben Rauschfeld</translation>
  </message>
  <message>
   <source>Which case is shown</source>
   <extracomment>proposal_panel</extracomment>
   <translation>Welcher Fall gezeigt wird</translation>
  </message>
  <message>
   <source>A dot per case: PSNR over the photons it was given</source>
   <extracomment>proposal_plots</extracomment>
   <translation>Ein Punkt pro Fall: PSNR über den Photonen, die er erhielt</translation>
  </message>
  <message>
   <source>Dashed: target {0} dB.</source>
   <extracomment>proposal_plots</extracomment>
   <translation>Gestrichelt: Ziel {0} dB.</translation>
  </message>
  <message>
   <source>Dose and patient size</source>
   <extracomment>proposal_plots</extracomment>
   <translation>Dosis und Patientengröße</translation>
  </message>
  <message>
   <source>Dose that a case needs</source>
   <extracomment>proposal_plots</extracomment>
   <translation>Dosis, die ein Fall braucht</translation>
  </message>
  <message>
   <source>Every policy gives all cases the same dose.</source>
   <extracomment>proposal_plots</extracomment>
   <translation>Jede Strategie gibt allen Fällen dieselbe Dosis.</translation>
  </message>
  <message>
   <source>Fainter: trained at the dose that nearly all cases need.</source>
   <extracomment>proposal_plots</extracomment>
   <translation>Blasser: bei der Dosis trainiert, die fast alle Fälle brauchen.</translation>
  </message>
  <message>
   <source>Fraction below q</source>
   <extracomment>proposal_plots</extracomment>
   <translation>Anteil unter q</translation>
  </message>
  <message>
   <source>Fraction of cases below q</source>
   <extracomment>proposal_plots</extracomment>
   <translation>Anteil der Fälle unter q</translation>
  </message>
  <message>
   <source>Loss</source>
   <extracomment>proposal_plots</extracomment>
   <translation>Verlust</translation>
  </message>
  <message>
   <source>Loss of the training</source>
   <extracomment>proposal_plots</extracomment>
   <translation>Verlust im Training</translation>
  </message>
  <message>
   <source>Of every policy over the steps of its training</source>
   <extracomment>proposal_plots</extracomment>
   <translation>Von jeder Strategie über den Schritten ihres Trainings</translation>
  </message>
  <message>
   <source>Of the cases watched in training, below the target quality</source>
   <extracomment>proposal_plots</extracomment>
   <translation>Der im Training beobachteten Fälle, unter der Zielqualität</translation>
  </message>
  <message>
   <source>Quality and dose of every case</source>
   <extracomment>proposal_plots</extracomment>
   <translation>Qualität und Dosis jedes Falls</translation>
  </message>
  <message>
   <source>Searched case by case, with each reconstruction</source>
   <extracomment>proposal_plots</extracomment>
   <translation>Fall für Fall gesucht, mit jeder Rekonstruktion</translation>
  </message>
  <message>
   <source>The training of this set told none.</source>
   <extracomment>proposal_plots</extracomment>
   <translation>Das Training dieses Satzes meldete keine.</translation>
  </message>
  <message>
   <source>Whether a policy gives more to cases with a denser path</source>
   <extracomment>proposal_plots</extracomment>
   <translation>Ob eine Strategie Fällen mit dichterem Weg mehr gibt</translation>
  </message>
  <message>
   <source>r: correlation over the cases.</source>
   <extracomment>proposal_plots</extracomment>
   <translation>r: Korrelation über die Fälle.</translation>
  </message>
  <message>
   <source>Looking for evaluations</source>
   <extracomment>proposal_watch</extracomment>
   <translation>Auswertungen werden gesucht</translation>
  </message>
  <message>
   <source>A noise power spectrum needs square patches, not {0}.</source>
   <extracomment>quality</extracomment>
   <translation>Ein Rauschleistungsspektrum braucht quadratische Ausschnitte, nicht {0}.</translation>
  </message>
  <message>
   <source>{0} views cannot be dealt out to {1} subsets; take fewer.</source>
   <extracomment>rays</extracomment>
   <translation>{0} Projektionen lassen sich nicht auf {1} Teilmengen verteilen; weniger nehmen.</translation>
  </message>
  <message>
   <source>Opening was cancelled.</source>
   <extracomment>reader</extracomment>
   <translation>Das Öffnen wurde abgebrochen.</translation>
  </message>
  <message>
   <source>ended the process that read it; it is broken or hostile</source>
   <extracomment>reader</extracomment>
   <translation>beendete den Prozess, der es las; es ist defekt oder bösartig</translation>
  </message>
  <message>
   <source>is broken: its picture is larger than announced</source>
   <extracomment>reader</extracomment>
   <translation>ist defekt: das Bild ist größer als angekündigt</translation>
  </message>
  <message>
   <source>lost its reader process</source>
   <extracomment>reader</extracomment>
   <translation>verlor seinen Leseprozess</translation>
  </message>
  <message>
   <source>took longer than {0} s and was given up</source>
   <extracomment>reader</extracomment>
   <translation>dauerte länger als {0} s und wurde aufgegeben</translation>
  </message>
  <message>
   <source>The method keeps next to nothing of the disc, so there is nothing to measure.</source>
   <extracomment>reading</extracomment>
   <translation>Die Methode erhält fast nichts von der Scheibe, also gibt es nichts zu messen.</translation>
  </message>
  <message>
   <source>The transfer function is too rough to tell where it falls to one half; take more seeds.</source>
   <extracomment>reading</extracomment>
   <translation>Die Übertragungsfunktion ist zu rau, um zu sagen, wo sie auf die Hälfte fällt; mehr Startwerte nehmen.</translation>
  </message>
  <message>
   <source>The transfer function stays above one half up to the highest frequency of the pixels.</source>
   <extracomment>reading</extracomment>
   <translation>Die Übertragungsfunktion bleibt bis zur höchsten Frequenz der Pixel über der Hälfte.</translation>
  </message>
  <message>
   <source>The rays {0} do not fit (n, {1}, {2}).</source>
   <extracomment>rebinning</extracomment>
   <translation>Die Strahlen {0} passen nicht zu (n, {1}, {2}).</translation>
  </message>
  <message>
   <source>Another scan, laid onto the loaded volume.</source>
   <extracomment>recipe</extracomment>
   <translation>Ein anderer Scan, auf das geladene Volumen gelegt.</translation>
  </message>
  <message>
   <source>Geometry</source>
   <extracomment>recipe</extracomment>
   <translation>Geometrie</translation>
  </message>
  <message>
   <source>How the dose is lowered.</source>
   <extracomment>recipe</extracomment>
   <translation>Wie die Dosis gesenkt wird.</translation>
  </message>
  <message>
   <source>Mode</source>
   <extracomment>recipe</extracomment>
   <translation>Modus</translation>
  </message>
  <message>
   <source>Rays that the picture is projected along.</source>
   <extracomment>recipe</extracomment>
   <translation>Strahlen, entlang derer das Bild projiziert wird.</translation>
  </message>
  <message>
   <source>The loaded volume itself; nothing is computed.</source>
   <extracomment>recipe</extracomment>
   <translation>Das geladene Volumen selbst; nichts wird berechnet.</translation>
  </message>
  <message>
   <source>Window on the ramp filter that matches the scan.</source>
   <extracomment>recipe</extracomment>
   <translation>Fenster auf dem Rampenfilter, das zum Scan passt.</translation>
  </message>
  <message>
   <source>a: dose as a fraction of the scan.</source>
   <extracomment>recipe</extracomment>
   <translation>a: Dosis als Anteil des Scans.</translation>
  </message>
  <message>
   <source>n0: photons per ray without the patient, at this slice.</source>
   <extracomment>recipe</extracomment>
   <translation>n0: Photonen pro Strahl ohne Patienten, in dieser Schicht.</translation>
  </message>
  <message>
   <source>σₑ: electronic noise in photons (SD). The same seed gives the same noise.</source>
   <extracomment>recipe</extracomment>
   <translation>σₑ: Elektronikrauschen in Photonen (SD). Gleicher Startwert, gleiches Rauschen.</translation>
  </message>
  <message>
   <source>Copy a script that makes this picture again</source>
   <extracomment>recipe_dock</extracomment>
   <translation>Ein Skript kopieren, das dieses Bild wieder macht</translation>
  </message>
  <message>
   <source>Copy as CLI</source>
   <extracomment>recipe_dock</extracomment>
   <translation>Als Befehl kopieren</translation>
  </message>
  <message>
   <source>Copy as Python</source>
   <extracomment>recipe_dock</extracomment>
   <translation>Als Python kopieren</translation>
  </message>
  <message>
   <source>Copy the command that makes the whole volume this way</source>
   <extracomment>recipe_dock</extracomment>
   <translation>Den Befehl kopieren, der das ganze Volumen so macht</translation>
  </message>
  <message>
   <source>pane {0}</source>
   <extracomment>recipe_dock</extracomment>
   <translation>Bildfeld {0}</translation>
  </message>
  <message>
   <source>A ResNet-18; 64 as published.</source>
   <extracomment>recipes</extracomment>
   <translation>Ein ResNet-18; 64 wie veröffentlicht.</translation>
  </message>
  <message>
   <source>A trained model to go on from; empty begins afresh.</source>
   <extracomment>recipes</extracomment>
   <translation>Ein trainiertes Modell, von dem aus es weitergeht; leer beginnt von vorn.</translation>
  </message>
  <message>
   <source>Angular modulation</source>
   <extracomment>recipes</extracomment>
   <translation>Winkelmodulation</translation>
  </message>
  <message>
   <source>At most, while learning; 20 in the authors' code, for larger pictures.</source>
   <extracomment>recipes</extracomment>
   <translation>Höchstens, beim Lernen; 20 im Code der Autoren, für größere Bilder.</translation>
  </message>
  <message>
   <source>At most, while learning; as in the authors' code.</source>
   <extracomment>recipes</extracomment>
   <translation>Höchstens, beim Lernen; wie im Code der Autoren.</translation>
  </message>
  <message>
   <source>Attention</source>
   <extracomment>recipes</extracomment>
   <translation>Attention</translation>
  </message>
  <message>
   <source>Batch</source>
   <extracomment>recipes</extracomment>
   <translation>Batch</translation>
  </message>
  <message>
   <source>Begin with scaled subtraction, where the dose is told; off as published.</source>
   <extracomment>recipes</extracomment>
   <translation>Mit skalierter Subtraktion beginnen, wo die Dosis bekannt ist; aus wie veröffentlicht.</translation>
  </message>
  <message>
   <source>Border</source>
   <extracomment>recipes</extracomment>
   <translation>Rand</translation>
  </message>
  <message>
   <source>Channels of the U-Net's first level.</source>
   <extracomment>recipes</extracomment>
   <translation>Kanäle der ersten Ebene des U-Net.</translation>
  </message>
  <message>
   <source>Channels of the first level.</source>
   <extracomment>recipes</extracomment>
   <translation>Kanäle der ersten Stufe.</translation>
  </message>
  <message>
   <source>Conditional</source>
   <extracomment>recipes</extracomment>
   <translation>Konditioniert</translation>
  </message>
  <message>
   <source>Contrast enhancement</source>
   <extracomment>recipes</extracomment>
   <translation>Kontrastmittelanreicherung</translation>
  </message>
  <message>
   <source>Contrast enhancement network</source>
   <extracomment>recipes</extracomment>
   <translation>Netz für Kontrastmittelanreicherung</translation>
  </message>
  <message>
   <source>Contrast enhancement, told nothing</source>
   <extracomment>recipes</extracomment>
   <translation>Kontrastmittelanreicherung, unkonditioniert</translation>
  </message>
  <message>
   <source>Densest path</source>
   <extracomment>recipes</extracomment>
   <translation>Dichtester Weg</translation>
  </message>
  <message>
   <source>Densest ray</source>
   <extracomment>recipes</extracomment>
   <translation>Dichtester Strahl</translation>
  </message>
  <message>
   <source>Dice as published, or with cross-entropy added, which finds rare classes sooner.</source>
   <extracomment>recipes</extracomment>
   <translation>Dice wie veröffentlicht, oder mit Kreuzentropie, die seltene Klassen früher findet.</translation>
  </message>
  <message>
   <source>Dice ce</source>
   <extracomment>recipes</extracomment>
   <translation>Dice + CE</translation>
  </message>
  <message>
   <source>Divide both losses by their own size first.</source>
   <extracomment>recipes</extracomment>
   <translation>Beide Verluste zuerst durch ihre eigene Größe teilen.</translation>
  </message>
  <message>
   <source>Dose in the loss</source>
   <extracomment>recipes</extracomment>
   <translation>Dosis in der Verlustfunktion</translation>
  </message>
  <message>
   <source>Dose module</source>
   <extracomment>recipes</extracomment>
   <translation>Dosismodul</translation>
  </message>
  <message>
   <source>Emphasis</source>
   <extracomment>recipes</extracomment>
   <translation>Gewicht</translation>
  </message>
  <message>
   <source>Error</source>
   <extracomment>recipes</extracomment>
   <translation>Fehler</translation>
  </message>
  <message>
   <source>Falling rate</source>
   <extracomment>recipes</extracomment>
   <translation>Fallende Rate</translation>
  </message>
  <message>
   <source>Fewest photons</source>
   <extracomment>recipes</extracomment>
   <translation>Wenigste Photonen</translation>
  </message>
  <message>
   <source>Fixed</source>
   <extracomment>recipes</extracomment>
   <translation>Fest</translation>
  </message>
  <message>
   <source>Further steps at half the rate, as a share of the steps; 0 as published.</source>
   <extracomment>recipes</extracomment>
   <translation>Weitere Schritte mit halber Rate, als Anteil der Schritte; 0 wie veröffentlicht.</translation>
  </message>
  <message>
   <source>How much more what enhances counts in the loss, lesions five times it; 1 as published.</source>
   <extracomment>recipes</extracomment>
   <translation>Wie viel mehr im Verlust zählt, was anreichert, Läsionen fünfmal so viel; 1 wie veröffentlicht.</translation>
  </message>
  <message>
   <source>How much the reconstruction goes on learning above the target; 0 as published.</source>
   <extracomment>recipes</extracomment>
   <translation>Wie sehr die Rekonstruktion über dem Ziel weiterlernt; 0 wie veröffentlicht.</translation>
  </message>
  <message>
   <source>Joint U-Net (C = {0})</source>
   <extracomment>recipes</extracomment>
   <translation>Gemeinsames U-Net (C = {0})</translation>
  </message>
  <message>
   <source>Joint training</source>
   <extracomment>recipes</extracomment>
   <translation>Gemeinsames Training</translation>
  </message>
  <message>
   <source>Last round</source>
   <extracomment>recipes</extracomment>
   <translation>Letzte Runde</translation>
  </message>
  <message>
   <source>Learn dose and reconstruction together, or a reconstruction at the doses of a rule.</source>
   <extracomment>recipes</extracomment>
   <translation>Dosis und Rekonstruktion gemeinsam lernen, oder eine Rekonstruktion bei den Dosen einer Regel.</translation>
  </message>
  <message>
   <source>Learn from scanned pictures instead of the drawn ones.</source>
   <extracomment>recipes</extracomment>
   <translation>Aus gescannten statt aus gezeichneten Bildern lernen.</translation>
  </message>
  <message>
   <source>Learn from unpaired slices to make MVCT look like planning CT and keep its structure (Ozaki 2022).</source>
   <extracomment>recipes</extracomment>
   <translation>Aus ungepaarten Schichten lernen, MVCT wie Planungs-CT aussehen zu lassen und seine Struktur zu erhalten (Ozaki 2022).</translation>
  </message>
  <message>
   <source>Learn the enhancement at the standard dose from scans at a low one (Pinetz et al. 2024).</source>
   <extracomment>recipes</extracomment>
   <translation>Die Anreicherung bei Standarddosis aus Aufnahmen mit niedriger lernen (Pinetz et al. 2024).</translation>
  </message>
  <message>
   <source>Learning rate</source>
   <extracomment>recipes</extracomment>
   <translation>Lernrate</translation>
  </message>
  <message>
   <source>Learning rate of the discriminators</source>
   <extracomment>recipes</extracomment>
   <translation>Lernrate der Diskriminatoren</translation>
  </message>
  <message>
   <source>Levels below the first.</source>
   <extracomment>recipes</extracomment>
   <translation>Stufen unter der ersten.</translation>
  </message>
  <message>
   <source>Loss-normalized α</source>
   <extracomment>recipes</extracomment>
   <translation>Verlustnormiertes α</translation>
  </message>
  <message>
   <source>MVCT to kVCT</source>
   <extracomment>recipes</extracomment>
   <translation>MVCT zu kVCT</translation>
  </message>
  <message>
   <source>MVCT to kVCT, plain CycleGAN</source>
   <extracomment>recipes</extracomment>
   <translation>MVCT zu kVCT, einfaches CycleGAN</translation>
  </message>
  <message>
   <source>Making {0} scans of {1} synthetic heads.</source>
   <extracomment>recipes</extracomment>
   <translation>{0} Aufnahmen von {1} synthetischen Köpfen werden berechnet.</translation>
  </message>
  <message>
   <source>Mean of views</source>
   <extracomment>recipes</extracomment>
   <translation>Mittel der Ansichten</translation>
  </message>
  <message>
   <source>Most photons</source>
   <extracomment>recipes</extracomment>
   <translation>Meiste Photonen</translation>
  </message>
  <message>
   <source>Network − full dose, ±{0} HU</source>
   <extracomment>recipes</extracomment>
   <translation>Netz − volle Dosis, ±{0} HU</translation>
  </message>
  <message>
   <source>Noise augmentation</source>
   <extracomment>recipes</extracomment>
   <translation>Rausch-Augmentierung</translation>
  </message>
  <message>
   <source>Of the generators; as in the authors' code.</source>
   <extracomment>recipes</extracomment>
   <translation>Der Generatoren; wie im Code der Autoren.</translation>
  </message>
  <message>
   <source>Of too little enhancement over too much, in the last round, where the dose is told.</source>
   <extracomment>recipes</extracomment>
   <translation>Von zu wenig Anreicherung gegenüber zu viel, in der letzten Runde, wo die Dosis gesagt wird.</translation>
  </message>
  <message>
   <source>Of tube current modulation: the densest ray, the mean of the views' densest, or the 95 % quantile.</source>
   <extracomment>recipes</extracomment>
   <translation>Der Röhrenstrommodulation: der dichteste Strahl, das Mittel der dichtesten jeder Ansicht, oder das 95-%-Quantil.</translation>
  </message>
  <message>
   <source>Over the learning rate.</source>
   <extracomment>recipes</extracomment>
   <translation>Über der Lernrate.</translation>
  </message>
  <message>
   <source>PSNR and SSIM have the fixed range of LoDoPaB-CT; CNR is that of an inserted lesion of 40 HU and 24 mm; Dice is that of a frozen segmenter against what it finds at full dose.</source>
   <extracomment>recipes</extracomment>
   <translation>PSNR und SSIM haben den festen Bereich von LoDoPaB-CT; CNR ist das einer eingefügten Läsion von 40 HU und 24 mm; Dice ist das eines festen Segmentierers gegen das, was er bei voller Dosis findet.</translation>
  </message>
  <message>
   <source>Per ray: of the fixed policy, that arrive behind the densest path with modulation, and what a fresh dose module answers.</source>
   <extracomment>recipes</extracomment>
   <translation>Je Strahl: der festen Strategie, die mit Modulation hinter dem dichtesten Weg ankommen, und was ein frisches Dosismodul antwortet.</translation>
  </message>
  <message>
   <source>Policy</source>
   <extracomment>recipes</extracomment>
   <translation>Strategie</translation>
  </message>
  <message>
   <source>Quality</source>
   <extracomment>recipes</extracomment>
   <translation>Qualität</translation>
  </message>
  <message>
   <source>Quality given for an e-fold of dose; the share of cases below the target is about λ over the slope of the quality. The publication gives no value.</source>
   <extracomment>recipes</extracomment>
   <translation>Qualität, die für das e-Fache an Dosis gegeben wird; der Anteil der Fälle unter dem Ziel ist etwa λ durch die Steigung der Qualität. Die Veröffentlichung nennt keinen Wert.</translation>
  </message>
  <message>
   <source>RED-CNN</source>
   <extracomment>recipes</extracomment>
   <translation>RED-CNN</translation>
  </message>
  <message>
   <source>Rate of the dose module</source>
   <extracomment>recipes</extracomment>
   <translation>Rate des Dosismoduls</translation>
  </message>
  <message>
   <source>Reading {0} slices of either kind.</source>
   <extracomment>recipes</extracomment>
   <translation>{0} Schichten jeder Art werden gelesen.</translation>
  </message>
  <message>
   <source>Reconstruction U-Net</source>
   <extracomment>recipes</extracomment>
   <translation>Rekonstruktions-U-Net</translation>
  </message>
  <message>
   <source>Relative</source>
   <extracomment>recipes</extracomment>
   <translation>Relativ</translation>
  </message>
  <message>
   <source>Relative: over that of FBP, so that one network learns every dose alike.</source>
   <extracomment>recipes</extracomment>
   <translation>Relativ: bezogen auf den der FBP, sodass ein Netz jede Dosis gleich lernt.</translation>
  </message>
  <message>
   <source>SSIM and Dice are at most 1; set a target below</source>
   <extracomment>recipes</extracomment>
   <translation>SSIM und Dice sind höchstens 1; ein Ziel darunter setzen</translation>
  </message>
  <message>
   <source>Scaled input</source>
   <extracomment>recipes</extracomment>
   <translation>Skalierte Eingabe</translation>
  </message>
  <message>
   <source>Segmentation U-Net</source>
   <extracomment>recipes</extracomment>
   <translation>Segmentierungs-U-Net</translation>
  </message>
  <message>
   <source>Segmenter</source>
   <extracomment>recipes</extracomment>
   <translation>Segmentierer</translation>
  </message>
  <message>
   <source>Shifted by</source>
   <extracomment>recipes</extracomment>
   <translation>Verschoben um</translation>
  </message>
  <message>
   <source>Sigmoid</source>
   <extracomment>recipes</extracomment>
   <translation>Sigmoid</translation>
  </message>
  <message>
   <source>Sigmoid: soft tissue alone, as published. Residual: FBP plus a correction, over all HU.</source>
   <extracomment>recipes</extracomment>
   <translation>Sigmoid: nur Weichgewebe, wie veröffentlicht. Residuum: FBP plus eine Korrektur, über alle HU.</translation>
  </message>
  <message>
   <source>Squared</source>
   <extracomment>recipes</extracomment>
   <translation>Quadratisch</translation>
  </message>
  <message>
   <source>Start from</source>
   <extracomment>recipes</extracomment>
   <translation>Beginnen mit</translation>
  </message>
  <message>
   <source>Steps of the reconstruction alone, at doses 20 times less to 20 times more.</source>
   <extracomment>recipes</extracomment>
   <translation>Schritte der Rekonstruktion allein, bei 20-mal kleineren bis 20-mal größeren Dosen.</translation>
  </message>
  <message>
   <source>Target</source>
   <extracomment>recipes</extracomment>
   <translation>Ziel</translation>
  </message>
  <message>
   <source>That the dose module may ask for.</source>
   <extracomment>recipes</extracomment>
   <translation>Die das Dosismodul verlangen darf.</translation>
  </message>
  <message>
   <source>The frozen model whose Dice counts, where α is above 0.</source>
   <extracomment>recipes</extracomment>
   <translation>Das eingefrorene Modell, dessen Dice zählt, wo α über 0 ist.</translation>
  </message>
  <message>
   <source>The frozen model whose Dice is asked for.</source>
   <extracomment>recipes</extracomment>
   <translation>Das feste Modell, dessen Dice gefragt ist.</translation>
  </message>
  <message>
   <source>The last part of the steps, over which the learning rates fall to 0; all of them in the authors' code.</source>
   <extracomment>recipes</extracomment>
   <translation>Der letzte Teil der Schritte, über den die Lernraten auf 0 fallen; alle im Code der Autoren.</translation>
  </message>
  <message>
   <source>The logarithm that the module puts out, or photons over the reference, which punishes large patients more.</source>
   <extracomment>recipes</extracomment>
   <translation>Der Logarithmus, den das Modul ausgibt, oder Photonen durch die Referenz, was große Patienten stärker bestraft.</translation>
  </message>
  <message>
   <source>The model “{0}” is another network than these settings make; choose another one to start from, or its width, depth, network and head.</source>
   <extracomment>recipes</extracomment>
   <translation>Das Modell „{0}“ ist ein anderes Netz, als diese Einstellungen ergeben; mit einem anderen beginnen, oder dessen Breite, Tiefe, Netz und Kopf wählen.</translation>
  </message>
  <message>
   <source>The patch is larger than a brain or nothing but border; choose another side.</source>
   <extracomment>recipes</extracomment>
   <translation>Der Ausschnitt ist größer als ein Gehirn oder nur Rand; eine andere Kantenlänge wählen.</translation>
  </message>
  <message>
   <source>The segmenter finds {0}, and the anatomy “{1}” has {2}; choose another segmenter or another anatomy.</source>
   <extracomment>recipes</extracomment>
   <translation>Der Segmentierer findet {0}, und die Anatomie „{1}“ hat {2}; einen anderen Segmentierer oder eine andere Anatomie wählen.</translation>
  </message>
  <message>
   <source>To neighboring voxels at the lower levels, as published.</source>
   <extracomment>recipes</extracomment>
   <translation>Auf benachbarte Voxel in den unteren Stufen, wie veröffentlicht.</translation>
  </message>
  <message>
   <source>Told dose, field, relaxivity and noise; else it has to guess.</source>
   <extracomment>recipes</extracomment>
   <translation>Erfährt Dosis, Feldstärke, Relaxivität und Rauschen; sonst muss es raten.</translation>
  </message>
  <message>
   <source>Train a denoiser behind FBP: mean squared error, and with α the Dice loss of a frozen segmenter.</source>
   <extracomment>recipes</extracomment>
   <translation>Einen Entrauscher hinter FBP trainieren: mittlerer quadratischer Fehler, und mit α der Dice-Verlust eines eingefrorenen Segmentierers.</translation>
  </message>
  <message>
   <source>Train reconstruction and segmenter together: (1 − C)·MSE + C·Dice loss (Sefercioglu 2025, eq. 1, 2).</source>
   <extracomment>recipes</extracomment>
   <translation>Rekonstruktion und Segmentierer gemeinsam trainieren: (1 − C)·MSE + C·Dice-Verlust (Sefercioglu 2025, Gl. 1, 2).</translation>
  </message>
  <message>
   <source>Train the segmenter at full dose: Dice loss over all classes (Sefercioglu 2025, eq. 4, 7, 8).</source>
   <extracomment>recipes</extracomment>
   <translation>Den Segmentierer bei voller Dosis trainieren: Dice-Verlust über alle Klassen (Sefercioglu 2025, Gl. 4, 7, 8).</translation>
  </message>
  <message>
   <source>Trained on synthetic heads and necks.</source>
   <extracomment>recipes</extracomment>
   <translation>Auf synthetischen Köpfen und Hälsen trainiert.</translation>
  </message>
  <message>
   <source>Trained on synthetic heads.</source>
   <extracomment>recipes</extracomment>
   <translation>An synthetischen Köpfen trainiert.</translation>
  </message>
  <message>
   <source>Turned by</source>
   <extracomment>recipes</extracomment>
   <translation>Gedreht um</translation>
  </message>
  <message>
   <source>U-Net at {0} dose</source>
   <extracomment>recipes</extracomment>
   <translation>U-Net bei {0} Dosis</translation>
  </message>
  <message>
   <source>Voxels of a patch that do not count.</source>
   <extracomment>recipes</extracomment>
   <translation>Voxel eines Ausschnitts, die nicht zählen.</translation>
  </message>
  <message>
   <source>Voxels on a side.</source>
   <extracomment>recipes</extracomment>
   <translation>Voxel je Kante.</translation>
  </message>
  <message>
   <source>Warm-up</source>
   <extracomment>recipes</extracomment>
   <translation>Aufwärmen</translation>
  </message>
  <message>
   <source>Weight decay</source>
   <extracomment>recipes</extracomment>
   <translation>Gewichtsabnahme</translation>
  </message>
  <message>
   <source>Weight of the task.</source>
   <extracomment>recipes</extracomment>
   <translation>Gewicht der Aufgabe.</translation>
  </message>
  <message>
   <source>Weight of the task; 0 is the base network.</source>
   <extracomment>recipes</extracomment>
   <translation>Gewicht der Aufgabe; 0 ist das Basisnetz.</translation>
  </message>
  <message>
   <source>Weight of what is missing</source>
   <extracomment>recipes</extracomment>
   <translation>Gewicht des Fehlenden</translation>
  </message>
  <message>
   <source>What every case is to reach, q.</source>
   <extracomment>recipes</extracomment>
   <translation>Was jeder Fall erreichen soll, q.</translation>
  </message>
  <message>
   <source>Where doses come from: a dose module that learns, or a rule.</source>
   <extracomment>recipes</extracomment>
   <translation>Woher Dosen kommen: von einem Dosismodul, das lernt, oder von einer Regel.</translation>
  </message>
  <message>
   <source>Which Dice counts: of all classes, or of liver and lesions.</source>
   <extracomment>recipes</extracomment>
   <translation>Welcher Dice zählt: aller Klassen, oder von Leber und Läsionen.</translation>
  </message>
  <message>
   <source>White noise is added to 15 % of the pictures, with an SD from 0 to this many SDs of the labeled voxels. nnU-Net has 0.1, which it calls a variance; the published study has 1.</source>
   <extracomment>recipes</extracomment>
   <translation>15 % der Bilder bekommen weißes Rauschen mit einer SD von 0 bis zu so vielen SDs der gelabelten Voxel. nnU-Net nimmt 0,1 und nennt es Varianz; die veröffentlichte Studie nimmt 1.</translation>
  </message>
  <message>
   <source>Width of the dose module</source>
   <extracomment>recipes</extracomment>
   <translation>Breite des Dosismoduls</translation>
  </message>
  <message>
   <source>With noise</source>
   <extracomment>recipes</extracomment>
   <translation>Mit Rauschen</translation>
  </message>
  <message>
   <source>angularly modulated</source>
   <extracomment>recipes</extracomment>
   <translation>winkelmodulierter</translation>
  </message>
  <message>
   <source>below target</source>
   <extracomment>recipes</extracomment>
   <translation>unter dem Ziel</translation>
  </message>
  <message>
   <source>error where it enhances</source>
   <extracomment>recipes</extracomment>
   <translation>Fehler, wo es anreichert</translation>
  </message>
  <message>
   <source>held back</source>
   <extracomment>recipes</extracomment>
   <translation>zurückgehalten</translation>
  </message>
  <message>
   <source>ln photons</source>
   <extracomment>recipes</extracomment>
   <translation>ln Photonen</translation>
  </message>
  <message>
   <source>share of the enhancement</source>
   <extracomment>recipes</extracomment>
   <translation>Anteil der Anreicherung</translation>
  </message>
  <message>
   <source>steps</source>
   <extracomment>recipes</extracomment>
   <translation>Schritte</translation>
  </message>
  <message>
   <source>the reference lies between the fewest and the most photons</source>
   <extracomment>recipes</extracomment>
   <translation>die Referenz liegt zwischen den wenigsten und den meisten Photonen</translation>
  </message>
  <message>
   <source>{0} synthetic heads from number {1} on, {2} scans at {3} to {4} of the standard dose of {5} at 1.5 and 3 T, spoiled gradient echo of 5 ms and 15°; {6} was held out of training</source>
   <extracomment>recipes</extracomment>
   <translation>{0} synthetische Köpfe ab Nummer {1}, {2} Aufnahmen mit {3} bis {4} der Standarddosis von {5} bei 1,5 und 3 T, gespoiltes Gradientenecho mit 5 ms und 15°; {6} kam im Training nicht vor</translation>
  </message>
  <message>
   <source>{0}, its segmenter</source>
   <extracomment>recipes</extracomment>
   <translation>{0}, sein Segmentierer</translation>
  </message>
  <message>
   <source>Cut-off</source>
   <extracomment>reconstructors</extracomment>
   <translation>Grenzfrequenz</translation>
  </message>
  <message>
   <source>Matched takes the apodization estimated from the loaded scan.</source>
   <extracomment>reconstructors</extracomment>
   <translation>„Angepasst“ nimmt die aus dem geladenen Scan geschätzte Apodisation.</translation>
  </message>
  <message>
   <source>Ram-Lak</source>
   <extracomment>reconstructors</extracomment>
   <translation>Ram-Lak</translation>
  </message>
  <message>
   <source>Shepp-Logan</source>
   <extracomment>reconstructors</extracomment>
   <translation>Shepp-Logan</translation>
  </message>
  <message>
   <source>Where the window ends, as a fraction of Nyquist, or of where a matched window ends.</source>
   <extracomment>reconstructors</extracomment>
   <translation>Wo das Fenster endet, als Anteil von Nyquist, oder von dort, wo ein angepasstes Fenster endet.</translation>
  </message>
  <message>
   <source>A disc of {0} mm needs a square of noise twice as wide, and this one is {1} mm; draw a larger region.</source>
   <extracomment>region_detect</extracomment>
   <translation>Eine Scheibe von {0} mm braucht ein doppelt so breites Quadrat Rauschen, dieses hat {1} mm; eine größere Region zeichnen.</translation>
  </message>
  <message>
   <source>CHO of {0} seeds in the region, 95 % CI {1} to {2} (Physics at this place).</source>
   <extracomment>region_detect</extracomment>
   <translation>CHO aus {0} Startwerten in der Region, 95 %-KI {1} bis {2} (Physik an dieser Stelle).</translation>
  </message>
  <message>
   <source>Without noise every signal is seen: there is no d'.</source>
   <extracomment>region_detect</extracomment>
   <translation>Ohne Rauschen wird jedes Signal gesehen: es gibt kein d'.</translation>
  </message>
  <message>
   <source>A region holds too few pixels; draw it larger.</source>
   <extracomment>region_noise</extracomment>
   <translation>Eine Region hat zu wenige Pixel; sie größer zeichnen.</translation>
  </message>
  <message>
   <source>A region lies in padding, where the scan has no values; move it.</source>
   <extracomment>region_noise</extracomment>
   <translation>Eine Region liegt im Auffüllbereich, wo der Scan keine Werte hat; sie verschieben.</translation>
  </message>
  <message>
   <source>A region of {0} pixels says too little; draw it larger.</source>
   <extracomment>region_noise</extracomment>
   <translation>Eine Region von {0} Pixeln sagt zu wenig; sie größer zeichnen.</translation>
  </message>
  <message>
   <source>A difference has no bias of its own; its mean is the bias of what it is made of.</source>
   <extracomment>region_numbers</extracomment>
   <translation>Eine Differenz hat keinen eigenen Bias; ihr Mittelwert ist der Bias dessen, woraus sie entsteht.</translation>
  </message>
  <message>
   <source>A map does not show the patient; its mean is the quantity itself.</source>
   <extracomment>region_numbers</extracomment>
   <translation>Eine Karte zeigt nicht den Patienten; ihr Mittelwert ist die Größe selbst.</translation>
  </message>
  <message>
   <source>Bias</source>
   <extracomment>region_numbers</extracomment>
   <translation>Bias</translation>
  </message>
  <message>
   <source>Bias: mean in this pane − mean in the loaded picture.</source>
   <extracomment>region_numbers</extracomment>
   <translation>Bias: Mittel in diesem Feld − Mittel im geladenen Bild.</translation>
  </message>
  <message>
   <source>CNR and contrast kept against {0}, σ of {0}</source>
   <extracomment>region_numbers</extracomment>
   <translation>CNR und erhaltener Kontrast gegen {0}, σ von {0}</translation>
  </message>
  <message>
   <source>CNR: |mean of region − mean of background| / σ of background.</source>
   <extracomment>region_numbers</extracomment>
   <translation>CNR (Kontrast-zu-Rausch-Verhältnis): |Mittelwert der Region − Mittelwert des Hintergrunds| / σ des Hintergrunds.</translation>
  </message>
  <message>
   <source>Contrast kept: mean of region − mean of background, in % of the same in the loaded picture.</source>
   <extracomment>region_numbers</extracomment>
   <translation>Erhaltener Kontrast: Mittelwert der Region − Mittelwert des Hintergrunds, in % desselben im geladenen Bild.</translation>
  </message>
  <message>
   <source>Draw a second region for the background, or name one of several “background”.</source>
   <extracomment>region_numbers</extracomment>
   <translation>Eine zweite Region für den Hintergrund zeichnen, oder eine von mehreren „background“ nennen.</translation>
  </message>
  <message>
   <source>Fewer than {0} pixels: the noise is uncertain. Draw the region larger.</source>
   <extracomment>region_numbers</extracomment>
   <translation>Weniger als {0} Pixel: das Rauschen ist unsicher. Die Region größer zeichnen.</translation>
  </message>
  <message>
   <source>Kept</source>
   <extracomment>region_numbers</extracomment>
   <translation>Erhalt</translation>
  </message>
  <message>
   <source>Mean in the region.</source>
   <extracomment>region_numbers</extracomment>
   <translation>Mittel in der Region.</translation>
  </message>
  <message>
   <source>Noise σ: standard deviation (n − 1) in the region.</source>
   <extracomment>region_numbers</extracomment>
   <translation>Rauschen σ: Standardabweichung (n − 1) in der Region.</translation>
  </message>
  <message>
   <source>Only pictures of the patient have a contrast.</source>
   <extracomment>region_numbers</extracomment>
   <translation>Nur Bilder des Patienten haben einen Kontrast.</translation>
  </message>
  <message>
   <source>Only pictures of the patient have a d′.</source>
   <extracomment>region_numbers</extracomment>
   <translation>Nur Bilder des Patienten haben ein d′.</translation>
  </message>
  <message>
   <source>Press E and draw an ellipse to measure noise, bias and contrast in every pane.</source>
   <extracomment>region_numbers</extracomment>
   <translation>Für Rauschen, Bias und Kontrast E drücken und eine Ellipse zeichnen.</translation>
  </message>
  <message>
   <source>The disc is in HU, and this scan is not.</source>
   <extracomment>region_numbers</extracomment>
   <translation>Die Scheibe ist in HU, und diese Aufnahme nicht.</translation>
  </message>
  <message>
   <source>The loaded scan holds one value here, {0}, as in padding. Move the region onto the patient.</source>
   <extracomment>region_numbers</extracomment>
   <translation>Der geladene Scan enthält hier nur einen Wert, {0}, wie im Füllbereich. Die Region auf den Patienten schieben.</translation>
  </message>
  <message>
   <source>The mean differs by more than {0} from the loaded picture.</source>
   <extracomment>region_numbers</extracomment>
   <translation>Der Mittelwert weicht um mehr als {0} vom geladenen Bild ab.</translation>
  </message>
  <message>
   <source>The prior is another scan: it has no bias and keeps no contrast. Compare mean and CNR.</source>
   <extracomment>region_numbers</extracomment>
   <translation>Die Voruntersuchung ist ein anderer Scan: sie hat keinen Bias und erhält keinen Kontrast. Mittelwert und CNR vergleichen.</translation>
  </message>
  <message>
   <source>d′ is read from axial slices, in an axial region.</source>
   <extracomment>region_numbers</extracomment>
   <translation>d′ wird aus axialen Schichten gelesen, in einer axialen Region.</translation>
  </message>
  <message>
   <source>d′ of a disc of 5 mm and 15 HU, NPW: d′² = (Σ S² du²)² / Σ S² N du², S the spectrum of the disc behind the window of FBP, N the noise power of a square of 32 to 64 px around the region (AAPM TG-233). One square leaves it uncertain by 5 to 10 %. Where the disc was probed there, it is that of CHO. Where ∫NPS is more than 1.5 σ² of the region d′ is marked: the square reaches beyond the region.</source>
   <extracomment>region_numbers</extracomment>
   <translation>d′ einer Scheibe von 5 mm und 15 HU, NPW: d′² = (Σ S² du²)² / Σ S² N du², S das Spektrum der Scheibe hinter dem Filterfenster der FBP, N die Rauschleistung eines Quadrats von 32 bis 64 px um die Region (AAPM TG-233). Ein einziges Quadrat lässt es auf 5 bis 10 % unsicher. Wo die Scheibe dort geprüft wurde, ist es das des CHO. Wo ∫NPS mehr als 1,5 σ² der Region ist, ist d′ markiert: das Quadrat reicht über die Region hinaus.</translation>
  </message>
  <message>
   <source>d′: {0}; * linear approximation, ° CHO</source>
   <extracomment>region_numbers</extracomment>
   <translation>d′: {0}; * lineare Näherung, ° CHO</translation>
  </message>
  <message>
   <source>Region {0}</source>
   <extracomment>regions</extracomment>
   <translation>Region {0}</translation>
  </message>
  <message>
   <source>mean {0}</source>
   <extracomment>regions</extracomment>
   <translation>Mittel {0}</translation>
  </message>
  <message>
   <source>not measured</source>
   <extracomment>regions</extracomment>
   <translation>nicht gemessen</translation>
  </message>
  <message>
   <source>Only {0} of the brain lies within the other scan; the rest is left out.</source>
   <extracomment>registering</extracomment>
   <translation>Nur {0} des Gehirns liegt in der anderen Aufnahme; der Rest bleibt weg.</translation>
  </message>
  <message>
   <source>The files place the two scans apart, so they were laid onto one another by what they show; check the registration in the checkerboard.</source>
   <extracomment>registering</extracomment>
   <translation>Laut Dateien liegen die beiden Aufnahmen getrennt, daher wurden sie nach ihrem Inhalt aufeinandergelegt; die Registrierung im Schachbrett prüfen.</translation>
  </message>
  <message>
   <source>The head lies {0} mm and {1}° off, more than heads usually move; check the registration in the checkerboard.</source>
   <extracomment>registering</extracomment>
   <translation>Der Kopf liegt um {0} mm und {1}° versetzt, mehr, als sich Köpfe sonst bewegen; die Registrierung im Schachbrett prüfen.</translation>
  </message>
  <message>
   <source>The two scans do not look alike (local correlation {0}, in one head it is 0.6 or more): check that they are of the same patient, and the registration in the checkerboard.</source>
   <extracomment>registering</extracomment>
   <translation>Die beiden Aufnahmen sind einander nicht ähnlich (lokale Korrelation {0}, bei einem Kopf 0.6 oder mehr): prüfen, ob sie vom selben Patienten sind, und die Registrierung im Schachbrett prüfen.</translation>
  </message>
  <message>
   <source>The two scans do not overlap where their files place them, and do not look alike elsewhere; choose two scans of the same part of one head.</source>
   <extracomment>registering</extracomment>
   <translation>Die beiden Aufnahmen überlappen nicht, wo ihre Dateien sie anordnen, und gleichen sich auch anderswo nicht; zwei Aufnahmen desselben Teils eines Kopfes wählen.</translation>
  </message>
  <message>
   <source>One of the two scans shows nothing but air; choose another prior.</source>
   <extracomment>registration</extracomment>
   <translation>Einer der beiden Scans zeigt nur Luft; eine andere Voruntersuchung wählen.</translation>
  </message>
  <message>
   <source>Only CT is registered to CT, as both have to be in HU; choose another prior.</source>
   <extracomment>registration</extracomment>
   <translation>Nur CT wird auf CT registriert, da beide in HU sein müssen; eine andere Voruntersuchung wählen.</translation>
  </message>
  <message>
   <source>The two scans do not get more alike than a correlation of {0}; check that they show the same part of the same patient.</source>
   <extracomment>registration</extracomment>
   <translation>Die beiden Scans werden nicht ähnlicher als eine Korrelation von {0}; prüfen, ob sie denselben Körperteil desselben Patienten zeigen.</translation>
  </message>
  <message>
   <source>The two scans drifted apart; choose a prior of the same part.</source>
   <extracomment>registration</extracomment>
   <translation>Die beiden Scans sind auseinandergedriftet; eine Voruntersuchung desselben Körperteils wählen.</translation>
  </message>
  <message>
   <source>The two scans share less than {0} of the body; choose a prior of the same part.</source>
   <extracomment>registration</extracomment>
   <translation>Die beiden Scans haben weniger als {0} des Körpers gemeinsam; eine Voruntersuchung desselben Körperteils wählen.</translation>
  </message>
  <message>
   <source>Too little of the body is in both scans.</source>
   <extracomment>registration</extracomment>
   <translation>Zu wenig vom Körper ist in beiden Scans.</translation>
  </message>
  <message>
   <source>A turn and a shift that make the mutual information of both scans largest, over the brain, in four levels; then cubic B-splines onto the voxels of the scan before contrast.</source>
   <extracomment>registration_dock</extracomment>
   <translation>Eine Drehung und eine Verschiebung, die die Transinformation (mutual information) beider Aufnahmen im Gehirn maximieren, in vier Stufen; dann kubische B-Splines auf die Voxel der Aufnahme vor Kontrastmittel.</translation>
  </message>
  <message>
   <source>By how much the scan after contrast was turned, in degrees.</source>
   <extracomment>registration_dock</extracomment>
   <translation>Um wie viel Grad die Aufnahme nach Kontrastmittel gedreht wurde.</translation>
  </message>
  <message>
   <source>Check it</source>
   <extracomment>registration_dock</extracomment>
   <translation>Prüfen</translation>
  </message>
  <message>
   <source>Good</source>
   <extracomment>registration_dock</extracomment>
   <translation>Gut</translation>
  </message>
  <message>
   <source>Good: the scans look alike place by place (local correlation 0.5 or more), share the brain, and lay no farther apart than heads usually move.</source>
   <extracomment>registration_dock</extracomment>
   <translation>Gut: die Aufnahmen gleichen sich Ort für Ort (lokale Korrelation ab 0,5), zeigen beide das Gehirn und lagen nicht weiter auseinander, als Köpfe sich gewöhnlich bewegen.</translation>
  </message>
  <message>
   <source>How far the middle of the brain was moved, in mm.</source>
   <extracomment>registration_dock</extracomment>
   <translation>Wie weit die Mitte des Gehirns verschoben wurde, in mm.</translation>
  </message>
  <message>
   <source>Information</source>
   <extracomment>registration_dock</extracomment>
   <translation>Transinformation</translation>
  </message>
  <message>
   <source>Lay apart by</source>
   <extracomment>registration_dock</extracomment>
   <translation>Abstand zuvor</translation>
  </message>
  <message>
   <source>Local correlation</source>
   <extracomment>registration_dock</extracomment>
   <translation>Örtliche Korrelation</translation>
  </message>
  <message>
   <source>Mean correlation of both scans in small neighborhoods of the brain, at most 1; of one head it is 0.6 or more.</source>
   <extracomment>registration_dock</extracomment>
   <translation>Mittlere Korrelation beider Aufnahmen in kleinen Umgebungen des Gehirns, höchstens 1; bei einem Kopf ist sie 0.6 oder mehr.</translation>
  </message>
  <message>
   <source>Mean way of the voxels of the brain, in mm: how far both lay apart.</source>
   <extracomment>registration_dock</extracomment>
   <translation>Mittlerer Weg der Voxel des Gehirns in mm: wie weit beide auseinanderlagen.</translation>
  </message>
  <message>
   <source>Mutual information of both scans in bits, by their positions and as they lie now.</source>
   <extracomment>registration_dock</extracomment>
   <translation>Transinformation (mutual information) beider Aufnahmen in Bit, nach ihren Positionen und wie sie jetzt liegen.</translation>
  </message>
  <message>
   <source>None: one grid</source>
   <extracomment>registration_dock</extracomment>
   <translation>Keine: ein Gitter</translation>
  </message>
  <message>
   <source>Not needed</source>
   <extracomment>registration_dock</extracomment>
   <translation>Nicht nötig</translation>
  </message>
  <message>
   <source>Overlap</source>
   <extracomment>registration_dock</extracomment>
   <translation>Überlappung</translation>
  </message>
  <message>
   <source>Registration</source>
   <extracomment>registration_dock</extracomment>
   <translation>Registrierung</translation>
  </message>
  <message>
   <source>Result</source>
   <extracomment>registration_dock</extracomment>
   <translation>Ergebnis</translation>
  </message>
  <message>
   <source>Rigid, mutual inf.</source>
   <extracomment>registration_dock</extracomment>
   <translation>Rigide, Transinf.</translation>
  </message>
  <message>
   <source>Scale</source>
   <extracomment>registration_dock</extracomment>
   <translation>Skalierung</translation>
  </message>
  <message>
   <source>Scan after contrast</source>
   <extracomment>registration_dock</extracomment>
   <translation>Aufnahme nach Kontrastmittel</translation>
  </message>
  <message>
   <source>Scan at the standard dose</source>
   <extracomment>registration_dock</extracomment>
   <translation>Aufnahme mit Standarddosis</translation>
  </message>
  <message>
   <source>Share of the brain that lies within the scan after contrast.</source>
   <extracomment>registration_dock</extracomment>
   <translation>Anteil des Gehirns, der in der Aufnahme nach Kontrastmittel liegt.</translation>
  </message>
  <message>
   <source>Translation</source>
   <extracomment>registration_dock</extracomment>
   <translation>Verschiebung</translation>
  </message>
  <message>
   <source>What the scan after contrast was multiplied with, so that what does not enhance is as bright as before; both are in units of the 95 % quantile of the brain before contrast.</source>
   <extracomment>registration_dock</extracomment>
   <translation>Womit die Aufnahme nach Kontrastmittel multipliziert wurde, damit so hell wie vorher ist, was nicht anreichert; beide sind in Einheiten des 95-%-Quantils des Gehirns vor Kontrastmittel.</translation>
  </message>
  <message>
   <source>{0} → {1} bits</source>
   <extracomment>registration_dock</extracomment>
   <translation>{0} → {1} Bit</translation>
  </message>
  <message>
   <source>At the doses that the policies were trained with:</source>
   <extracomment>report</extracomment>
   <translation>Bei den Dosen, mit denen die Strategien trainiert wurden:</translation>
  </message>
  <message>
   <source>At the same mean PSNR, the target (scales set on other cases). Equal mean quality is cheapest with</source>
   <extracomment>report</extracomment>
   <translation>Bei gleichem mittleren PSNR, dem Ziel (Skalen an anderen Fällen gesetzt). Gleiche mittlere Qualität ist am billigsten mit</translation>
  </message>
  <message>
   <source>Dose that each case needs with each reconstruction, searched up to {0} photons; those that</source>
   <extracomment>report</extracomment>
   <translation>Dosis, die jeder Fall mit jeder Rekonstruktion braucht, gesucht bis {0} Photonen; die, für</translation>
  </message>
  <message>
   <source>LDCT Studio</source>
   <extracomment>report</extracomment>
   <translation>LDCT Studio</translation>
  </message>
  <message>
   <source>LDCT Studio report</source>
   <extracomment>report</extracomment>
   <translation>Bericht von LDCT Studio</translation>
  </message>
  <message>
   <source>Mean dose with which 95 % of the cases reach the target − 0.1 dB, each network trained there:</source>
   <extracomment>report</extracomment>
   <translation>Mittlere Dosis, mit der 95 % der Fälle das Ziel − 0,1 dB erreichen, jedes Netz dort trainiert:</translation>
  </message>
  <message>
   <source>Scans with counted photons and electronic noise; doses are photons per ray, means over the views.</source>
   <extracomment>report</extracomment>
   <translation>Aufnahmen mit gezählten Photonen und elektronischem Rauschen; Dosen sind Photonen je Strahl, Mittel über die Ansichten.</translation>
  </message>
  <message>
   <source>Something unexpected happened ({0}). You can go on working.</source>
   <extracomment>report</extracomment>
   <translation>Etwas Unerwartetes ist geschehen ({0}). Sie können weiterarbeiten.</translation>
  </message>
  <message>
   <source>The report could not be saved: {0}. Choose another folder.</source>
   <extracomment>report</extracomment>
   <translation>Der Bericht ließ sich nicht speichern: {0}. Einen anderen Ordner wählen.</translation>
  </message>
  <message>
   <source>a fixed dose; what a policy can win is the spread:</source>
   <extracomment>report</extracomment>
   <translation>einer festen Dosis; was eine Strategie gewinnen kann, ist die Streuung:</translation>
  </message>
  <message>
   <source>no dose is enough for are left out, or counted at the cap:</source>
   <extracomment>report</extracomment>
   <translation>die keine Dosis genügt, sind weggelassen oder an der Grenze gezählt:</translation>
  </message>
  <message>
   <source>{0} synthetic patients; preset {1}, target {2} dB (range 4072 HU).</source>
   <extracomment>report</extracomment>
   <translation>{0} synthetische Patienten; Voreinstellung {1}, Ziel {2} dB (Bereich 4072 HU).</translation>
  </message>
  <message>
   <source>Dose robustness, report</source>
   <extracomment>reporting</extracomment>
   <translation>Dosisrobustheit, Bericht</translation>
  </message>
  <message>
   <source>Say what all cells of a study show together.</source>
   <extracomment>reporting</extracomment>
   <translation>Sagen, was alle Zellen einer Studie zusammen zeigen.</translation>
  </message>
  <message>
   <source>The folder of the study's cells.</source>
   <extracomment>reporting</extracomment>
   <translation>Der Ordner mit den Zellen der Studie.</translation>
  </message>
  <message>
   <source>The report is in report.html and report.pdf.</source>
   <extracomment>reporting</extracomment>
   <translation>Der Bericht steht in report.html und report.pdf.</translation>
  </message>
  <message>
   <source>The method changed nothing in the body, so there is no residual.</source>
   <extracomment>residual</extracomment>
   <translation>Die Methode hat im Körper nichts verändert, es gibt also kein Residuum.</translation>
  </message>
  <message>
   <source>The reference has no structure in this slice that stands out of the rest.</source>
   <extracomment>residual</extracomment>
   <translation>Die Referenz hat in dieser Schicht keine Struktur, die sich vom Rest abhebt.</translation>
  </message>
  <message>
   <source>There is only air in this slice, so there is no structure to look for.</source>
   <extracomment>residual</extracomment>
   <translation>In dieser Schicht ist nur Luft, es gibt also keine Struktur zu suchen.</translation>
  </message>
  <message>
   <source>Angio</source>
   <extracomment>resources</extracomment>
   <translation>Angio</translation>
  </message>
  <message>
   <source>Automatic</source>
   <extracomment>resources</extracomment>
   <translation>Automatisch</translation>
  </message>
  <message>
   <source>Automatic takes a GPU where there is one.</source>
   <extracomment>resources</extracomment>
   <translation>Automatisch nimmt eine GPU, wo es eine gibt.</translation>
  </message>
  <message>
   <source>CPU</source>
   <extracomment>resources</extracomment>
   <translation>CPU</translation>
  </message>
  <message>
   <source>CPU threads</source>
   <extracomment>resources</extracomment>
   <translation>CPU-Threads</translation>
  </message>
  <message>
   <source>Compute on</source>
   <extracomment>resources</extracomment>
   <translation>Rechnen auf</translation>
  </message>
  <message>
   <source>Devices per node</source>
   <extracomment>resources</extracomment>
   <translation>Geräte pro Knoten</translation>
  </message>
  <message>
   <source>Emphysema</source>
   <extracomment>resources</extracomment>
   <translation>Emphysem</translation>
  </message>
  <message>
   <source>GPU</source>
   <extracomment>resources</extracomment>
   <translation>GPU</translation>
  </message>
  <message>
   <source>Head, soft tissue</source>
   <extracomment>resources</extracomment>
   <translation>Kopf, Weichgewebe</translation>
  </message>
  <message>
   <source>Larynx</source>
   <extracomment>resources</extracomment>
   <translation>Larynx</translation>
  </message>
  <message>
   <source>Liver, portal venous</source>
   <extracomment>resources</extracomment>
   <translation>Leber, portalvenös</translation>
  </message>
  <message>
   <source>Mediastinum</source>
   <extracomment>resources</extracomment>
   <translation>Mediastinum</translation>
  </message>
  <message>
   <source>Nodes</source>
   <extracomment>resources</extracomment>
   <translation>Knoten</translation>
  </message>
  <message>
   <source>Of the numbers in the network; mixed is faster on a GPU that knows it.</source>
   <extracomment>resources</extracomment>
   <translation>Der Zahlen im Netz; gemischt ist schneller auf einer GPU, die es kennt.</translation>
  </message>
  <message>
   <source>Pelvis</source>
   <extracomment>resources</extracomment>
   <translation>Becken</translation>
  </message>
  <message>
   <source>Posterior fossa</source>
   <extracomment>resources</extracomment>
   <translation>Hintere Schädelgrube</translation>
  </message>
  <message>
   <source>Precision</source>
   <extracomment>resources</extracomment>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <source>Spine, soft tissue</source>
   <extracomment>resources</extracomment>
   <translation>Wirbelsäule, Weichgewebe</translation>
  </message>
  <message>
   <source>Stroke</source>
   <extracomment>resources</extracomment>
   <translation>Schlaganfall</translation>
  </message>
  <message>
   <source>Stroke, narrow</source>
   <extracomment>resources</extracomment>
   <translation>Schlaganfall, eng</translation>
  </message>
  <message>
   <source>Subdural</source>
   <extracomment>resources</extracomment>
   <translation>Subdural</translation>
  </message>
  <message>
   <source>Temporal bone</source>
   <extracomment>resources</extracomment>
   <translation>Felsenbein</translation>
  </message>
  <message>
   <source>The job is ended where it takes more; 0 for four fifths of what the machine has.</source>
   <extracomment>resources</extracomment>
   <translation>Der Auftrag wird beendet, wenn er mehr nimmt; 0 für vier Fünftel dessen, was der Rechner hat.</translation>
  </message>
  <message>
   <source>A turn and a shift are finite numbers of degrees and mm.</source>
   <extracomment>rigid</extracomment>
   <translation>Drehung und Verschiebung sind endliche Zahlen in Grad und mm.</translation>
  </message>
  <message>
   <source>The background has no noise, so a contrast-to-noise ratio has no meaning.</source>
   <extracomment>roi</extracomment>
   <translation>Der Hintergrund hat kein Rauschen, daher hat ein Kontrast-zu-Rausch-Verhältnis keinen Sinn.</translation>
  </message>
  <message>
   <source>The contrast does not stand out of the noise in the loaded picture; draw the regions larger.</source>
   <extracomment>roi</extracomment>
   <translation>Der Kontrast hebt sich im geladenen Bild nicht vom Rauschen ab; die Regionen größer zeichnen.</translation>
  </message>
  <message>
   <source>The region belongs to a picture of another size.</source>
   <extracomment>roi</extracomment>
   <translation>Die Region gehört zu einem Bild anderer Größe.</translation>
  </message>
  <message>
   <source>The region holds fewer than two pixels; draw it larger.</source>
   <extracomment>roi</extracomment>
   <translation>Die Region enthält weniger als zwei Pixel; größer zeichnen.</translation>
  </message>
  <message>
   <source>The region lies in padding, where the scan has no values; move it.</source>
   <extracomment>roi</extracomment>
   <translation>Die Region liegt im Füllbereich, wo der Scan keine Werte hat; verschieben.</translation>
  </message>
  <message>
   <source>The dose can be changed on square pixels only, and these are {0} × {1} mm. Resample the volume first.</source>
   <extracomment>rows</extracomment>
   <translation>Die Dosis lässt sich nur auf quadratischen Pixeln ändern, diese sind {0} × {1} mm. Erst das Volumen umrechnen.</translation>
  </message>
  <message>
   <source>The checkpoint of {0} MB cannot be written to {1} ({2}); make room there and resume.</source>
   <extracomment>run</extracomment>
   <translation>Der Sicherungspunkt von {0} MB lässt sich nicht nach {1} schreiben ({2}); dort Platz schaffen und fortsetzen.</translation>
  </message>
  <message>
   <source>The checkpoint {0} in {1} is damaged or of another recipe</source>
   <extracomment>run</extracomment>
   <translation>Der Sicherungspunkt {0} in {1} ist beschädigt oder von einem anderen Rezept</translation>
  </message>
  <message>
   <source>after stage {0}</source>
   <extracomment>run</extracomment>
   <translation>nach Stufe {0}</translation>
  </message>
  <message>
   <source>before all stages</source>
   <extracomment>run</extracomment>
   <translation>vor allen Stufen</translation>
  </message>
  <message>
   <source>{0}; delete it to begin this stage again.</source>
   <extracomment>run</extracomment>
   <translation>{0}; löschen, um diese Stufe neu zu beginnen.</translation>
  </message>
  <message>
   <source>Compute every cell of a study, each once; stop it and resume it as you like.</source>
   <extracomment>running</extracomment>
   <translation>Jede Zelle einer Studie einmal berechnen; beliebig anhalten und fortsetzen.</translation>
  </message>
  <message>
   <source>Compute failed cells once more.</source>
   <extracomment>running</extracomment>
   <translation>Fehlgeschlagene Zellen noch einmal berechnen.</translation>
  </message>
  <message>
   <source>Computed by</source>
   <extracomment>running</extracomment>
   <translation>Berechnet von</translation>
  </message>
  <message>
   <source>Failed ones again</source>
   <extracomment>running</extracomment>
   <translation>Fehlgeschlagene erneut</translation>
  </message>
  <message>
   <source>Nothing was left to compute.</source>
   <extracomment>running</extracomment>
   <translation>Nichts war mehr zu berechnen.</translation>
  </message>
  <message>
   <source>Ray</source>
   <extracomment>running</extracomment>
   <translation>Ray</translation>
  </message>
  <message>
   <source>The TOML file that says what it is.</source>
   <extracomment>running</extracomment>
   <translation>Die TOML-Datei, die sagt, was sie ist.</translation>
  </message>
  <message>
   <source>The steps made values that are not numbers. Change their settings.</source>
   <extracomment>running</extracomment>
   <translation>Die Schritte erzeugten Werte, die keine Zahlen sind. Ihre Einstellungen ändern.</translation>
  </message>
  <message>
   <source>The {0} ran out of memory. Going on with {1}.</source>
   <extracomment>running</extracomment>
   <translation>{0}: der Speicher ist ausgegangen. Weiter mit {1}.</translation>
  </message>
  <message>
   <source>one slice</source>
   <extracomment>running</extracomment>
   <translation>einer Schicht</translation>
  </message>
  <message>
   <source>the CPU, which takes longer</source>
   <extracomment>running</extracomment>
   <translation>der CPU, die länger braucht</translation>
  </message>
  <message>
   <source>{0} at a time</source>
   <extracomment>running</extracomment>
   <translation>je {0}</translation>
  </message>
  <message>
   <source>{0} cells computed, {1} failed, in {2} s: {3} s per cell, {4} cells at once on average, and {5} s per cell that a process waited or started.</source>
   <extracomment>running</extracomment>
   <translation>{0} Zellen berechnet, {1} fehlgeschlagen, in {2} s: {3} s je Zelle, im Mittel {4} Zellen gleichzeitig, und {5} s je Zelle, in denen ein Prozess wartete oder startete.</translation>
  </message>
  <message>
   <source>{0} cells, {1} of them finished.</source>
   <extracomment>running</extracomment>
   <translation>{0} Zellen, davon {1} fertig.</translation>
  </message>
  <message>
   <source>A picture needs at least 8 x 8 pixels and a positive pixel size.</source>
   <extracomment>sampling</extracomment>
   <translation>Ein Bild braucht mindestens 8 x 8 Pixel und eine positive Pixelgröße.</translation>
  </message>
  <message>
   <source>{0}, where the names would stand, is another file; choose another name.</source>
   <extracomment>save</extracomment>
   <translation>{0}, wo die Namen stehen würden, ist eine andere Datei; einen anderen Namen wählen.</translation>
  </message>
  <message>
   <source>“{0}” does not end in .nii or .nii.gz; give it one of these endings.</source>
   <extracomment>save</extracomment>
   <translation>„{0}“ endet nicht auf .nii oder .nii.gz; eine dieser Endungen geben.</translation>
  </message>
  <message>
   <source>Cutoff per mm</source>
   <extracomment>scanner</extracomment>
   <translation>Grenzfrequenz je mm</translation>
  </message>
  <message>
   <source>Day</source>
   <extracomment>scanner</extracomment>
   <translation>Tag</translation>
  </message>
  <message>
   <source>Electronic</source>
   <extracomment>scanner</extracomment>
   <translation>Elektronisch</translation>
  </message>
  <message>
   <source>Fraction</source>
   <extracomment>scanner</extracomment>
   <translation>Anteil</translation>
  </message>
  <message>
   <source>Kernel</source>
   <extracomment>scanner</extracomment>
   <translation>Kern</translation>
  </message>
  <message>
   <source>Kvp</source>
   <extracomment>scanner</extracomment>
   <translation>kV</translation>
  </message>
  <message>
   <source>Mark</source>
   <extracomment>scanner</extracomment>
   <translation>Schwelle</translation>
  </message>
  <message>
   <source>Mas</source>
   <extracomment>scanner</extracomment>
   <translation>mAs</translation>
  </message>
  <message>
   <source>Pixel mm</source>
   <extracomment>scanner</extracomment>
   <translation>Pixel in mm</translation>
  </message>
  <message>
   <source>Scanner</source>
   <extracomment>scanner</extracomment>
   <translation>Scanner</translation>
  </message>
  <message>
   <source>Slice mm</source>
   <extracomment>scanner</extracomment>
   <translation>Schicht in mm</translation>
  </message>
  <message>
   <source>Uncertainty</source>
   <extracomment>scanner</extracomment>
   <translation>Unsicherheit</translation>
  </message>
  <message>
   <source>any kernel</source>
   <extracomment>scanner</extracomment>
   <translation>beliebiger Kernel</translation>
  </message>
  <message>
   <source>by the scanner model “{0}” ({1})</source>
   <extracomment>scanner</extracomment>
   <translation>nach dem Scannermodell „{0}“ ({1})</translation>
  </message>
  <message>
   <source>by the scanner model “{0}” ({1}); {2} times what the noise of this scan says</source>
   <extracomment>scanner</extracomment>
   <translation>nach dem Scannermodell „{0}“ ({1}); das {2}-fache dessen, was das Rauschen dieses Scans sagt</translation>
  </message>
  <message>
   <source>Add scans of one phantom, such as water, at two mAs or more; the one with the most is the reference. Flat regions are found by themselves, unless some are drawn in the window.</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Scans eines Phantoms, etwa Wasser, bei mindestens zwei mAs hinzufügen; der mit den meisten ist die Referenz. Gleichmäßige Regionen werden von selbst gefunden, außer im Fenster sind welche gezeichnet.</translation>
  </message>
  <message>
   <source>As estimated</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Wie geschätzt</translation>
  </message>
  <message>
   <source>Axial regions, instead of flat ones that are found by themselves</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Axiale Regionen statt gleichmäßiger, die von selbst gefunden werden</translation>
  </message>
  <message>
   <source>Estimating the photons of the scan</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Photonen des Scans schätzen</translation>
  </message>
  <message>
   <source>Every nth slice</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Jede n-te Schicht</translation>
  </message>
  <message>
   <source>Every number of both tables, with the verdict</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Alle Zahlen beider Tabellen, mit dem Urteil</translation>
  </message>
  <message>
   <source>Export CSV</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>CSV exportieren</translation>
  </message>
  <message>
   <source>Export CSV…</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>CSV exportieren …</translation>
  </message>
  <message>
   <source>Fit the photons</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Photonen anpassen</translation>
  </message>
  <message>
   <source>Fitted</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Angepasst</translation>
  </message>
  <message>
   <source>Insert</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Einfügen</translation>
  </message>
  <message>
   <source>Noise power spectrum of the chosen row, in rings of frequency up to Nyquist</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Rauschleistungsspektrum der gewählten Zeile, in Frequenzringen bis Nyquist</translation>
  </message>
  <message>
   <source>Noise power, real and simulated</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Rauschleistung, echt und simuliert</translation>
  </message>
  <message>
   <source>Pass mark</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Schwelle</translation>
  </message>
  <message>
   <source>Photons</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Photonen</translation>
  </message>
  <message>
   <source>Photons as estimated, or fitted to these scans</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Photonen wie geschätzt oder an diese Scans angepasst</translation>
  </message>
  <message>
   <source>Real scans of one phantom at several mAs are compared with simulations from the one of the highest dose, region by region.</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Echte Scans eines Phantoms bei mehreren mAs werden Region für Region mit Simulationen aus dem Scan der höchsten Dosis verglichen.</translation>
  </message>
  <message>
   <source>Scans</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Scans</translation>
  </message>
  <message>
   <source>Simulate every lower dose and measure all regions</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Jede niedrigere Dosis simulieren und alle Regionen messen</translation>
  </message>
  <message>
   <source>Simulated over real</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Simuliert durch echt</translation>
  </message>
  <message>
   <source>Stop; the last result stays</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Anhalten; das letzte Ergebnis bleibt</translation>
  </message>
  <message>
   <source>Tables (*.csv)</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Tabellen (*.csv)</translation>
  </message>
  <message>
   <source>Take the regions drawn in the window</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Die im Fenster gezeichneten Regionen nehmen</translation>
  </message>
  <message>
   <source>The table was written to {0}.</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Die Tabelle wurde nach {0} geschrieben.</translation>
  </message>
  <message>
   <source>Validate my scanner</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>Meinen Scanner validieren</translation>
  </message>
  <message>
   <source>{0} could not be written ({1}).</source>
   <extracomment>scanner_dialog</extracomment>
   <translation>{0} ließ sich nicht schreiben ({1}).</translation>
  </message>
  <message>
   <source>It did not pass, so it is used only where you choose it under Photons per ray.</source>
   <extracomment>scanner_keep</extracomment>
   <translation>Es hat nicht bestanden und wird nur benutzt, wo es unter Photonen je Strahl gewählt wird.</translation>
  </message>
  <message>
   <source>It is used for scans of {0} with {1} at {2} kV that are opened from now on.</source>
   <extracomment>scanner_keep</extracomment>
   <translation>Es wird für Scans von {0} mit {1} bei {2} kV benutzt, die ab jetzt geöffnet werden.</translation>
  </message>
  <message>
   <source>Keep photons, electronic noise and window; the dose bar takes them for such scans</source>
   <extracomment>scanner_keep</extracomment>
   <translation>Photonen, elektronisches Rauschen und Fenster behalten; die Dosisleiste nimmt sie für solche Scans</translation>
  </message>
  <message>
   <source>Phantom</source>
   <extracomment>scanner_keep</extracomment>
   <translation>Phantom</translation>
  </message>
  <message>
   <source>Save as scanner model</source>
   <extracomment>scanner_keep</extracomment>
   <translation>Als Scannermodell speichern</translation>
  </message>
  <message>
   <source>The files do not record scanner, kernel, kV and mAs, so it is used only where you choose it under Photons per ray.</source>
   <extracomment>scanner_keep</extracomment>
   <translation>Die Dateien nennen Scanner, Kernel, kV und mAs nicht; darum wird es nur benutzt, wo es unter Photonen je Strahl gewählt wird.</translation>
  </message>
  <message>
   <source>The scanner model “{0}” is saved. {1}</source>
   <extracomment>scanner_keep</extracomment>
   <translation>Das Scannermodell „{0}“ ist gespeichert. {1}</translation>
  </message>
  <message>
   <source>Up to 64 letters and digits</source>
   <extracomment>scanner_keep</extracomment>
   <translation>Bis zu 64 Buchstaben und Ziffern</translation>
  </message>
  <message>
   <source>What was scanned, such as water, 20 cm; no names</source>
   <extracomment>scanner_keep</extracomment>
   <translation>Was gescannt wurde, etwa Wasser, 20 cm; keine Namen</translation>
  </message>
  <message>
   <source>Frequency (1/mm)</source>
   <extracomment>scanner_picture</extracomment>
   <translation>Frequenz (1/mm)</translation>
  </message>
  <message>
   <source>NPS (HU²·mm²)</source>
   <extracomment>scanner_picture</extracomment>
   <translation>NPS (HU²·mm²)</translation>
  </message>
  <message>
   <source>The mean of the reference; noise is compared in the circles</source>
   <extracomment>scanner_picture</extracomment>
   <translation>Der Mittelwert der Referenz; das Rauschen wird in den Kreisen verglichen</translation>
  </message>
  <message>
   <source>The phantom and its regions</source>
   <extracomment>scanner_picture</extracomment>
   <translation>Das Phantom und seine Regionen</translation>
  </message>
  <message>
   <source>real</source>
   <extracomment>scanner_picture</extracomment>
   <translation>echt</translation>
  </message>
  <message>
   <source>simulated</source>
   <extracomment>scanner_picture</extracomment>
   <translation>simuliert</translation>
  </message>
  <message>
   <source>Neighboring slices of {0} share noise (correlation {1}), so their difference shows too little of it; take slices further apart.</source>
   <extracomment>scanner_rows</extracomment>
   <translation>Benachbarte Schichten von {0} teilen Rauschen (Korrelation {1}), ihre Differenz zeigt also zu wenig davon; Schichten mit größerem Abstand nehmen.</translation>
  </message>
  <message>
   <source>Rescan takes the noise of a single slice for the phantom; give several slices or repeats of the reference, or use Insert.</source>
   <extracomment>scanner_rows</extracomment>
   <translation>Rescan hält das Rauschen einer einzelnen Schicht für das Phantom; mehrere Schichten oder Wiederholungen der Referenz angeben oder Insert benutzen.</translation>
  </message>
  <message>
   <source>Scans are compared in HU, and one of these is not CT.</source>
   <extracomment>scanner_rows</extracomment>
   <translation>Scans werden in HU verglichen, und einer davon ist kein CT.</translation>
  </message>
  <message>
   <source>The scans have pixels of different size or number; reconstruct them with the same field of view, matrix and kernel.</source>
   <extracomment>scanner_rows</extracomment>
   <translation>Die Scans haben Pixel verschiedener Größe oder Zahl; sie mit gleichem Bildfeld, gleicher Matrix und gleichem Kernel rekonstruieren.</translation>
  </message>
  <message>
   <source>one slice, less a second-order polynomial per region</source>
   <extracomment>scanner_rows</extracomment>
   <translation>eine Schicht, je Region abzüglich eines Polynoms zweiter Ordnung</translation>
  </message>
  <message>
   <source>{0} repeats, each less their mean, slice by slice</source>
   <extracomment>scanner_rows</extracomment>
   <translation>{0} Wiederholungen, jede Schicht abzüglich ihres Mittelwerts</translation>
  </message>
  <message>
   <source>{0} slices, each less the mean of {1} neighbors, itself among them</source>
   <extracomment>scanner_rows</extracomment>
   <translation>{0} Schichten, jede abzüglich des Mittelwerts von {1} Nachbarn, sie selbst eingeschlossen</translation>
  </message>
  <message>
   <source>Add scan on show</source>
   <extracomment>scanner_scans</extracomment>
   <translation>Gezeigten Scan hinzufügen</translation>
  </message>
  <message>
   <source>Add the volume that the window shows</source>
   <extracomment>scanner_scans</extracomment>
   <translation>Das Volumen hinzufügen, das das Fenster zeigt</translation>
  </message>
  <message>
   <source>Add two scans of one phantom at least, at different mAs.</source>
   <extracomment>scanner_scans</extracomment>
   <translation>Mindestens zwei Scans eines Phantoms bei verschiedenen mAs hinzufügen.</translation>
  </message>
  <message>
   <source>All scans have the same mAs; add one at a lower dose.</source>
   <extracomment>scanner_scans</extracomment>
   <translation>Alle Scans haben dieselben mAs; einen mit niedrigerer Dosis hinzufügen.</translation>
  </message>
  <message>
   <source>Dose (%)</source>
   <extracomment>scanner_scans</extracomment>
   <translation>Dosis (%)</translation>
  </message>
  <message>
   <source>Of the scan with the most mAs, which is the reference</source>
   <extracomment>scanner_scans</extracomment>
   <translation>Vom Scan mit den meisten mAs, der die Referenz ist</translation>
  </message>
  <message>
   <source>Scans of the phantom</source>
   <extracomment>scanner_scans</extracomment>
   <translation>Scans des Phantoms</translation>
  </message>
  <message>
   <source>The scan with the most mAs is the reference; equal mAs are repeats</source>
   <extracomment>scanner_scans</extracomment>
   <translation>Der Scan mit den meisten mAs ist die Referenz; gleiche mAs sind Wiederholungen</translation>
  </message>
  <message>
   <source>Tube load of the scan, or any number that grows with the dose alike; press F2 to change it</source>
   <extracomment>scanner_scans</extracomment>
   <translation>Röhrenladung des Scans oder jede Zahl, die ebenso mit der Dosis wächst; F2 ändert sie</translation>
  </message>
  <message>
   <source>Write the mAs of every scan, or any numbers that grow with the dose alike.</source>
   <extracomment>scanner_scans</extracomment>
   <translation>Die mAs jedes Scans eintragen oder Zahlen, die ebenso mit der Dosis wachsen.</translation>
  </message>
  <message>
   <source>mAs</source>
   <extracomment>scanner_scans</extracomment>
   <translation>mAs</translation>
  </message>
  <message>
   <source>Bottom</source>
   <extracomment>scanner_table</extracomment>
   <translation>Unten</translation>
  </message>
  <message>
   <source>Circles of flat water or tissue; they stand in the picture</source>
   <extracomment>scanner_table</extracomment>
   <translation>Kreise aus gleichmäßigem Wasser oder Gewebe; sie stehen im Bild</translation>
  </message>
  <message>
   <source>Fail</source>
   <extracomment>scanner_table</extracomment>
   <translation>Gefallen</translation>
  </message>
  <message>
   <source>Frequency</source>
   <extracomment>scanner_table</extracomment>
   <translation>Frequenz</translation>
  </message>
  <message>
   <source>Left</source>
   <extracomment>scanner_table</extracomment>
   <translation>Links</translation>
  </message>
  <message>
   <source>Mean frequency of the noise power, simulated over real: 1 where the noise is as fine</source>
   <extracomment>scanner_table</extracomment>
   <translation>Mittlere Frequenz der Rauschleistung, simuliert durch echt: 1, wo das Rauschen gleich fein ist</translation>
  </message>
  <message>
   <source>Middle</source>
   <extracomment>scanner_table</extracomment>
   <translation>Mitte</translation>
  </message>
  <message>
   <source>NPS low, mid, high</source>
   <extracomment>scanner_table</extracomment>
   <translation>NPS tief–hoch</translation>
  </message>
  <message>
   <source>Noise power simulated over real in three bands of frequency, each with a third of the real power</source>
   <extracomment>scanner_table</extracomment>
   <translation>Rauschleistung simuliert durch echt in drei Frequenzbändern, jedes mit einem Drittel der echten Leistung</translation>
  </message>
  <message>
   <source>Of the dose of the reference; point at a number for the scan</source>
   <extracomment>scanner_table</extracomment>
   <translation>Von der Dosis der Referenz; auf eine Zahl zeigen nennt den Scan</translation>
  </message>
  <message>
   <source>Pass</source>
   <extracomment>scanner_table</extracomment>
   <translation>Bestanden</translation>
  </message>
  <message>
   <source>Pass: SD and frequency are within the mark. Fail: one is beyond it, and its interval leaves 1 out. Unsure: the region is too small to tell</source>
   <extracomment>scanner_table</extracomment>
   <translation>Bestanden: SD und Frequenz liegen innerhalb der Schwelle. Gefallen: eine liegt außerhalb, und ihr Intervall enthält 1 nicht. Unsicher: die Region ist zu klein</translation>
  </message>
  <message>
   <source>Point at a column's name for its definition; choose a row for its spectra</source>
   <extracomment>scanner_table</extracomment>
   <translation>Auf einen Spaltennamen zeigen nennt die Definition; eine Zeile wählen zeigt ihre Spektren</translation>
  </message>
  <message>
   <source>Real (HU)</source>
   <extracomment>scanner_table</extracomment>
   <translation>Echt (HU)</translation>
  </message>
  <message>
   <source>Region</source>
   <extracomment>scanner_table</extracomment>
   <translation>Region</translation>
  </message>
  <message>
   <source>Right</source>
   <extracomment>scanner_table</extracomment>
   <translation>Rechts</translation>
  </message>
  <message>
   <source>SD of the real scan, without what does not change from slice to slice</source>
   <extracomment>scanner_table</extracomment>
   <translation>SD des echten Scans, ohne was sich von Schicht zu Schicht nicht ändert</translation>
  </message>
  <message>
   <source>SD of the simulated scan, root mean square over the seeds</source>
   <extracomment>scanner_table</extracomment>
   <translation>SD des simulierten Scans, quadratisch über die Seeds gemittelt</translation>
  </message>
  <message>
   <source>SD ratio (95 %)</source>
   <extracomment>scanner_table</extracomment>
   <translation>SD-Verhältnis (95 %)</translation>
  </message>
  <message>
   <source>SD simulated over real, with its 95 % interval from the independent values behind both; noise of neighboring pixels is alike, so these are fewer than the pixels</source>
   <extracomment>scanner_table</extracomment>
   <translation>SD simuliert durch echt, mit dem 95-%-Intervall aus den unabhängigen Werten hinter beiden; das Rauschen benachbarter Pixel ist ähnlich, darum sind es weniger als Pixel</translation>
  </message>
  <message>
   <source>Sim. (HU)</source>
   <extracomment>scanner_table</extracomment>
   <translation>Sim. (HU)</translation>
  </message>
  <message>
   <source>Simulated over real noise, a row for every region</source>
   <extracomment>scanner_table</extracomment>
   <translation>Simuliertes durch echtes Rauschen, eine Zeile je Region</translation>
  </message>
  <message>
   <source>Top</source>
   <extracomment>scanner_table</extracomment>
   <translation>Oben</translation>
  </message>
  <message>
   <source>Unsure</source>
   <extracomment>scanner_table</extracomment>
   <translation>Unsicher</translation>
  </message>
  <message>
   <source>Verdict</source>
   <extracomment>scanner_table</extracomment>
   <translation>Urteil</translation>
  </message>
  <message>
   <source>The scanner model “{0}” is damaged: {1}</source>
   <extracomment>scanners</extracomment>
   <translation>Das Scannermodell „{0}“ ist beschädigt: {1}</translation>
  </message>
  <message>
   <source>“{0}” cannot be read ({1}).</source>
   <extracomment>scanners</extracomment>
   <translation>„{0}“ lässt sich nicht lesen ({1}).</translation>
  </message>
  <message>
   <source>“{0}” is no name for a scanner model; take letters and digits, up to 64.</source>
   <extracomment>scanners</extracomment>
   <translation>„{0}“ ist kein Name für ein Scannermodell; bis zu 64 Buchstaben und Ziffern nehmen.</translation>
  </message>
  <message>
   <source>“{0}” is no scanner model; remove it.</source>
   <extracomment>scanners</extracomment>
   <translation>„{0}“ ist kein Scannermodell; es entfernen.</translation>
  </message>
  <message>
   <source>“{0}” is the model of another scanner ({1}); choose another name.</source>
   <extracomment>scanners</extracomment>
   <translation>„{0}“ ist das Modell eines anderen Scanners ({1}); einen anderen Namen wählen.</translation>
  </message>
  <message>
   <source>At most, of either kind.</source>
   <extracomment>scans</extracomment>
   <translation>Höchstens, von jeder Art.</translation>
  </message>
  <message>
   <source>How many photons “{0}” had at full dose cannot be told: {1}</source>
   <extracomment>scans</extracomment>
   <translation>Wie viele Photonen „{0}“ bei voller Dosis hatte, lässt sich nicht sagen: {1}</translation>
  </message>
  <message>
   <source>Hybrid (stand-in for iDose⁴)</source>
   <extracomment>scans</extracomment>
   <translation>Hybrid (Ersatz für iDose⁴)</translation>
  </message>
  <message>
   <source>None of these scans has a labeled lesion; learn without “lesions”.</source>
   <extracomment>scans</extracomment>
   <translation>Keiner dieser Scans hat eine markierte Läsion; ohne „lesions“ lernen.</translation>
  </message>
  <message>
   <source>Of MVCT, and as many of planning CT, unpaired.</source>
   <extracomment>scans</extracomment>
   <translation>Von MVCT, und ebenso viele von Planungs-CT, ungepaart.</translation>
  </message>
  <message>
   <source>Of the synthetic ones.</source>
   <extracomment>scans</extracomment>
   <translation>Der synthetischen.</translation>
  </message>
  <message>
   <source>Slices of a patient</source>
   <extracomment>scans</extracomment>
   <translation>Schichten eines Patienten</translation>
  </message>
  <message>
   <source>T1 of tissue at {0} T is not known; choose 1.5 or 3 T.</source>
   <extracomment>scans</extracomment>
   <translation>T1 von Gewebe bei {0} T ist nicht bekannt; 1.5 oder 3 T wählen.</translation>
  </message>
  <message>
   <source>There are no scans in {0}; it needs a folder “{1}” with some.</source>
   <extracomment>scans</extracomment>
   <translation>In {0} sind keine Scans; nötig ist ein Ordner „{1}“ mit welchen.</translation>
  </message>
  <message>
   <source>There are no scans of this layout in {0}; choose another folder.</source>
   <extracomment>scans</extracomment>
   <translation>In {0} sind keine Scans dieses Aufbaus; einen anderen Ordner wählen.</translation>
  </message>
  <message>
   <source>There are {0} slices to learn from and {1} are wanted; ask for fewer.</source>
   <extracomment>scans</extracomment>
   <translation>Es gibt {0} Schichten zum Lernen, und {1} sind gewünscht; weniger verlangen.</translation>
  </message>
  <message>
   <source>These scans have no labels of {0}, and the task needs them; leave the scans out or choose another anatomy.</source>
   <extracomment>scans</extracomment>
   <translation>Diese Scans haben keine Label von {0}, und die Aufgabe braucht sie; die Scans weglassen oder eine andere Anatomie wählen.</translation>
  </message>
  <message>
   <source>U-Net (stand-in for Precise Image)</source>
   <extracomment>scans</extracomment>
   <translation>U-Net (Ersatz für Precise Image)</translation>
  </message>
  <message>
   <source>Without “{0}” nobody knows which slices of LoDoPaB-CT are of one patient; put that table beside them, or lower their share.</source>
   <extracomment>scans</extracomment>
   <translation>Ohne „{0}“ weiß niemand, welche Schichten von LoDoPaB-CT von einem Patienten sind; diese Tabelle dazulegen oder den Anteil senken.</translation>
  </message>
  <message>
   <source>give photons a number in the plan.</source>
   <extracomment>scans</extracomment>
   <translation>im Plan photons eine Zahl geben.</translation>
  </message>
  <message>
   <source>{0} scans are too few to learn from alone; lower their share.</source>
   <extracomment>scans</extracomment>
   <translation>{0} Scans sind zu wenige, um daraus allein zu lernen; ihren Anteil senken.</translation>
  </message>
  <message>
   <source>“{0}” has measured projections, whose photons are not those of its pictures; give photons a number in the plan.</source>
   <extracomment>scans</extracomment>
   <translation>„{0}“ hat gemessene Projektionen, deren Photonen nicht die seiner Bilder sind; im Plan photons eine Zahl geben.</translation>
  </message>
  <message>
   <source>“{0}” is no CT in HU; leave it out of the study.</source>
   <extracomment>scans</extracomment>
   <translation>„{0}“ ist kein CT in HU; aus der Studie weglassen.</translation>
  </message>
  <message>
   <source>“{0}” is no segmentation model.</source>
   <extracomment>scans</extracomment>
   <translation>„{0}“ ist kein Segmentierungsmodell.</translation>
  </message>
  <message>
   <source>Move pane to the other window</source>
   <extracomment>second_commands</extracomment>
   <translation>Bildfeld ins andere Fenster</translation>
  </message>
  <message>
   <source>Move the active pane to the second window, or back to the main one</source>
   <extracomment>second_commands</extracomment>
   <translation>Das aktive Bildfeld ins zweite Fenster verschieben, oder zurück ins Hauptfenster</translation>
  </message>
  <message>
   <source>Panes in a window of their own, on the second screen where there is one</source>
   <extracomment>second_commands</extracomment>
   <translation>Bildfelder in einem eigenen Fenster, auf dem zweiten Bildschirm, wo es einen gibt</translation>
  </message>
  <message>
   <source>Second window</source>
   <extracomment>second_commands</extracomment>
   <translation>Zweites Fenster</translation>
  </message>
  <message>
   <source>A voxel belongs to a segment that fills half of it or more.</source>
   <extracomment>segmentation_opening</extracomment>
   <translation>Ein Voxel gehört zu einem Segment, das mindestens die Hälfte davon füllt.</translation>
  </message>
  <message>
   <source>More than {0} segments overlap; these are left out: {1}.</source>
   <extracomment>segmentation_opening</extracomment>
   <translation>Mehr als {0} Segmente überlappen sich; diese entfallen: {1}.</translation>
  </message>
  <message>
   <source>Segments without a voxel are left out: {0}.</source>
   <extracomment>segmentation_opening</extracomment>
   <translation>Segmente ohne Voxel entfallen: {0}.</translation>
  </message>
  <message>
   <source>does not say where its pictures lie</source>
   <extracomment>segmentation_opening</extracomment>
   <translation>sagt nicht, wo die Bilder liegen</translation>
  </message>
  <message>
   <source>has pictures in several directions or of several sizes, which no volume has</source>
   <extracomment>segmentation_opening</extracomment>
   <translation>hat Bilder in mehreren Richtungen oder Größen, was kein Volumen hat</translation>
  </message>
  <message>
   <source>has pictures more than {0} slices apart and was not opened</source>
   <extracomment>segmentation_opening</extracomment>
   <translation>hat Bilder, die mehr als {0} Schichten auseinanderliegen, und wurde nicht geöffnet</translation>
  </message>
  <message>
   <source>has pictures that do not lie in one stack of even slices</source>
   <extracomment>segmentation_opening</extracomment>
   <translation>hat Bilder, die nicht in einem Stapel gleichmäßiger Schichten liegen</translation>
  </message>
  <message>
   <source>is broken: it does not say what its segment {0} is</source>
   <extracomment>segmentation_opening</extracomment>
   <translation>ist defekt: es sagt nicht, was das Segment {0} ist</translation>
  </message>
  <message>
   <source>is broken: its picture has another size than its header says</source>
   <extracomment>segmentation_opening</extracomment>
   <translation>ist defekt: das Bild hat eine andere Größe, als der Kopf sagt</translation>
  </message>
  <message>
   <source>The labels lie on another grid than the volume; save them as NIfTI.</source>
   <extracomment>segmentation_writing</extracomment>
   <translation>Die Label liegen auf einem anderen Gitter als das Volumen; als NIfTI speichern.</translation>
  </message>
  <message>
   <source>There is no labeled voxel to save; choose another label map.</source>
   <extracomment>segmentation_writing</extracomment>
   <translation>Es gibt kein Voxel mit Label zu speichern; eine andere Labelkarte wählen.</translation>
  </message>
  <message>
   <source>No segmentation</source>
   <extracomment>segmenter_choice</extracomment>
   <translation>Keine Segmentierung</translation>
  </message>
  <message>
   <source>Segmentation</source>
   <extracomment>segmenter_choice</extracomment>
   <translation>Segmentierung</translation>
  </message>
  <message>
   <source>Settings</source>
   <extracomment>segmenter_choice</extracomment>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Settings of the segmenter</source>
   <extracomment>segmenter_choice</extracomment>
   <translation>Einstellungen des Segmentierers</translation>
  </message>
  <message>
   <source>What finds labels in every picture (Shift+G for the next)</source>
   <extracomment>segmenter_choice</extracomment>
   <translation>Was in jedem Bild Label findet (Umschalt+G für das nächste)</translation>
  </message>
  <message>
   <source>From</source>
   <extracomment>segmenters</extracomment>
   <translation>Von</translation>
  </message>
  <message>
   <source>Threshold</source>
   <extracomment>segmenters</extracomment>
   <translation>Schwelle</translation>
  </message>
  <message>
   <source>(gantry tilt {0}° recorded)</source>
   <extracomment>series</extracomment>
   <translation>(Gantryneigung {0}° aufgezeichnet)</translation>
  </message>
  <message>
   <source>Positions are missing; the slices were ordered by their instance number, {0} mm apart.</source>
   <extracomment>series</extracomment>
   <translation>Lagen fehlen; die Schichten wurden nach ihrer Instanznummer geordnet, im Abstand von {0} mm.</translation>
  </message>
  <message>
   <source>Positions are missing; the slices were ordered by their slice location.</source>
   <extracomment>series</extracomment>
   <translation>Lagen fehlen; die Schichten wurden nach ihrer Schichtposition geordnet.</translation>
  </message>
  <message>
   <source>The orientation is missing or impossible; the slices were taken as axial.</source>
   <extracomment>series</extracomment>
   <translation>Die Ausrichtung fehlt oder ist unmöglich; die Schichten wurden als axial genommen.</translation>
  </message>
  <message>
   <source>The pictures are meant to be shown with high numbers dark; the numbers are as stored.</source>
   <extracomment>series</extracomment>
   <translation>Die Bilder sollen mit hohen Zahlen dunkel gezeigt werden; die Zahlen sind wie gespeichert.</translation>
  </message>
  <message>
   <source>The pixel spacing is missing or impossible; 1 mm was assumed, so lengths are unknown.</source>
   <extracomment>series</extracomment>
   <translation>Der Pixelabstand fehlt oder ist unmöglich; 1 mm wurde angenommen, Längen sind also unbekannt.</translation>
  </message>
  <message>
   <source>The slice thickness is not recorded; 1 mm was assumed.</source>
   <extracomment>series</extracomment>
   <translation>Die Schichtdicke ist nicht aufgezeichnet; 1 mm wurde angenommen.</translation>
  </message>
  <message>
   <source>The slices are sheared by {0}° and {1}</source>
   <extracomment>series</extracomment>
   <translation>Die Schichten sind um {0}° geschert und {1}</translation>
  </message>
  <message>
   <source>The slices are sheared by {0}° {1} and {2}</source>
   <extracomment>series</extracomment>
   <translation>Die Schichten sind um {0}° geschert {1} und {2}</translation>
  </message>
  <message>
   <source>The slices are sheared by {0}° {1}: {2}</source>
   <extracomment>series</extracomment>
   <translation>Die Schichten sind um {0}° geschert {1}: {2}</translation>
  </message>
  <message>
   <source>The slices are sheared by {0}°: {1}</source>
   <extracomment>series</extracomment>
   <translation>Die Schichten sind um {0}° geschert: {1}</translation>
  </message>
  <message>
   <source>The slices are unevenly spaced ({0} to {1} mm apart), so lengths and positions along z are wrong.</source>
   <extracomment>series</extracomment>
   <translation>Die Schichten haben ungleiche Abstände ({0} bis {1} mm), daher sind Längen und Lagen entlang z falsch.</translation>
  </message>
  <message>
   <source>The slices belong to different frames of reference; their positions may not fit together.</source>
   <extracomment>series</extracomment>
   <translation>Die Schichten gehören zu verschiedenen Bezugssystemen; ihre Lagen passen vielleicht nicht zusammen.</translation>
  </message>
  <message>
   <source>a gap of {0} mm after slice {1}</source>
   <extracomment>series</extracomment>
   <translation>eine Lücke von {0} mm nach Schicht {1}</translation>
  </message>
  <message>
   <source>compressed with loss</source>
   <extracomment>series</extracomment>
   <translation>verlustbehaftet komprimiert</translation>
  </message>
  <message>
   <source>file was</source>
   <extracomment>series</extracomment>
   <translation>Datei wurde</translation>
  </message>
  <message>
   <source>files were</source>
   <extracomment>series</extracomment>
   <translation>Dateien wurden</translation>
  </message>
  <message>
   <source>gap of {0} mm</source>
   <extracomment>series</extracomment>
   <translation>Lücke von {0} mm</translation>
  </message>
  <message>
   <source>gaps of {0} mm after slices {1}</source>
   <extracomment>series</extracomment>
   <translation>Lücken von {0} mm nach den Schichten {1}</translation>
  </message>
  <message>
   <source>gaps of {0} mm after slices {1} and more</source>
   <extracomment>series</extracomment>
   <translation>Lücken von {0} mm nach den Schichten {1} und weitere</translation>
  </message>
  <message>
   <source>image lies</source>
   <extracomment>series</extracomment>
   <translation>Bild liegt</translation>
  </message>
  <message>
   <source>image of this series differs</source>
   <extracomment>series</extracomment>
   <translation>Bild dieser Serie unterscheidet sich</translation>
  </message>
  <message>
   <source>images lie</source>
   <extracomment>series</extracomment>
   <translation>Bilder liegen</translation>
  </message>
  <message>
   <source>images of this series differ</source>
   <extracomment>series</extracomment>
   <translation>Bilder dieser Serie unterscheiden sich</translation>
  </message>
  <message>
   <source>lengths unknown</source>
   <extracomment>series</extracomment>
   <translation>Längen unbekannt</translation>
  </message>
  <message>
   <source>positions are right, but planes across the slices look slanted.</source>
   <extracomment>series</extracomment>
   <translation>Lagen stimmen, aber Ebenen quer zu den Schichten erscheinen schräg.</translation>
  </message>
  <message>
   <source>positions assumed</source>
   <extracomment>series</extracomment>
   <translation>Lagen angenommen</translation>
  </message>
  <message>
   <source>positions doubtful</source>
   <extracomment>series</extracomment>
   <translation>Lagen zweifelhaft</translation>
  </message>
  <message>
   <source>sides assumed</source>
   <extracomment>series</extracomment>
   <translation>Seiten angenommen</translation>
  </message>
  <message>
   <source>slice is</source>
   <extracomment>series</extracomment>
   <translation>Schicht fehlt</translation>
  </message>
  <message>
   <source>slices are</source>
   <extracomment>series</extracomment>
   <translation>Schichten fehlen</translation>
  </message>
  <message>
   <source>thickness assumed</source>
   <extracomment>series</extracomment>
   <translation>Dicke angenommen</translation>
  </message>
  <message>
   <source>uneven slices</source>
   <extracomment>series</extracomment>
   <translation>ungleiche Schichtabstände</translation>
  </message>
  <message>
   <source>were shifted onto an upright grid by linear interpolation, which lowers their noise.</source>
   <extracomment>series</extracomment>
   <translation>wurden durch lineare Interpolation auf ein aufrechtes Gitter verschoben, was ihr Rauschen senkt.</translation>
  </message>
  <message>
   <source>with contrast agent</source>
   <extracomment>series</extracomment>
   <translation>mit Kontrastmittel</translation>
  </message>
  <message>
   <source>{0} at a position that another one has; the one with the lowest number is shown.</source>
   <extracomment>series</extracomment>
   <translation>{0} an einer Lage, die ein anderes hat; das mit der niedrigsten Nummer wird gezeigt.</translation>
  </message>
  <message>
   <source>{0} compressed with loss; noise and fine detail are not those of the scanner.</source>
   <extracomment>series</extracomment>
   <translation>{0} verlustbehaftet komprimiert; Rauschen und feine Details sind nicht die des Scanners.</translation>
  </message>
  <message>
   <source>{0} in size, direction or kind and can be opened as a series of its own.</source>
   <extracomment>series</extracomment>
   <translation>{0} in Größe, Richtung oder Art; Öffnen als eigene Serie ist möglich.</translation>
  </message>
  <message>
   <source>{0} missing ({1}) and shown empty.</source>
   <extracomment>series</extracomment>
   <translation>{0} ({1}); leer gezeigt.</translation>
  </message>
  <message>
   <source>Another series opens without what was set on this one ({0}).</source>
   <extracomment>series_browser</extracomment>
   <translation>Eine andere Serie öffnet sich ohne das, was in dieser gesetzt wurde ({0}).</translation>
  </message>
  <message>
   <source>Open series</source>
   <extracomment>series_browser</extracomment>
   <translation>Serie öffnen</translation>
  </message>
  <message>
   <source>Stay here</source>
   <extracomment>series_browser</extracomment>
   <translation>Hier bleiben</translation>
  </message>
  <message>
   <source>key images</source>
   <extracomment>series_browser</extracomment>
   <translation>Schlüsselbilder</translation>
  </message>
  <message>
   <source>marks</source>
   <extracomment>series_browser</extracomment>
   <translation>Marken</translation>
  </message>
  <message>
   <source>regions</source>
   <extracomment>series_browser</extracomment>
   <translation>Regionen</translation>
  </message>
  <message>
   <source>the prior</source>
   <extracomment>series_browser</extracomment>
   <translation>die Voruntersuchung</translation>
  </message>
  <message>
   <source>{0} series are here. Page down shows the next one; the panel Data lists all.</source>
   <extracomment>series_browser</extracomment>
   <translation>{0} Serien sind hier. Bild ab zeigt die nächste; der Bereich Daten führt alle auf.</translation>
  </message>
  <message>
   <source>“Reopen last session” brings it back.</source>
   <extracomment>series_browser</extracomment>
   <translation>„Letzte Sitzung wieder öffnen“ holt es zurück.</translation>
  </message>
  <message>
   <source>A localizer is a projection, so its numbers are not HU.</source>
   <extracomment>series_opening</extracomment>
   <translation>Eine Übersichtsaufnahme (Localizer) ist eine Projektion, daher sind ihre Zahlen keine HU.</translation>
  </message>
  <message>
   <source>HU assumed</source>
   <extracomment>series_opening</extracomment>
   <translation>HU angenommen</translation>
  </message>
  <message>
   <source>Pixels outside the field of view are shown as air (-1024 HU).</source>
   <extracomment>series_opening</extracomment>
   <translation>Pixel außerhalb des Messfelds werden als Luft gezeigt (-1024 HU).</translation>
  </message>
  <message>
   <source>The rescale values are missing, so the numbers are not HU.</source>
   <extracomment>series_opening</extracomment>
   <translation>Die Rescale-Werte fehlen, daher sind die Zahlen keine HU.</translation>
  </message>
  <message>
   <source>The rescale values are missing; the numbers look like HU and were taken as HU.</source>
   <extracomment>series_opening</extracomment>
   <translation>Die Rescale-Werte fehlen; die Zahlen sehen wie HU aus und wurden als HU genommen.</translation>
  </message>
  <message>
   <source>These are computed values{0}, so the numbers are not HU.</source>
   <extracomment>series_opening</extracomment>
   <translation>Dies sind berechnete Werte{0}, daher sind die Zahlen keine HU.</translation>
  </message>
  <message>
   <source>This volume needs {0} GB of memory and {1} GB are free; close other programs or open a part of it.</source>
   <extracomment>series_opening</extracomment>
   <translation>Dieses Volumen braucht {0} GB Speicher, frei sind {1} GB; andere Programme schließen oder einen Teil öffnen.</translation>
  </message>
  <message>
   <source>counts per second</source>
   <extracomment>series_opening</extracomment>
   <translation>Zählungen pro Sekunde</translation>
  </message>
  <message>
   <source>is broken: its header does not make sense</source>
   <extracomment>series_opening</extracomment>
   <translation>ist defekt: der Kopf ergibt keinen Sinn</translation>
  </message>
  <message>
   <source>not HU</source>
   <extracomment>series_opening</extracomment>
   <translation>keine HU</translation>
  </message>
  <message>
   <source>pixels that are no numbers</source>
   <extracomment>series_opening</extracomment>
   <translation>Pixel, die keine Zahlen sind</translation>
  </message>
  <message>
   <source>proportional to counts</source>
   <extracomment>series_opening</extracomment>
   <translation>proportional zu Zählungen</translation>
  </message>
  <message>
   <source>proportional to counts per second</source>
   <extracomment>series_opening</extracomment>
   <translation>proportional zu Zählungen pro Sekunde</translation>
  </message>
  <message>
   <source>slice empty</source>
   <extracomment>series_opening</extracomment>
   <translation>Schicht leer</translation>
  </message>
  <message>
   <source>slices empty</source>
   <extracomment>series_opening</extracomment>
   <translation>Schichten leer</translation>
  </message>
  <message>
   <source>{0} more slices could not be read and are shown empty.</source>
   <extracomment>series_opening</extracomment>
   <translation>{0} weitere Schichten ließen sich nicht lesen und werden leer gezeigt.</translation>
  </message>
  <message>
   <source>{0} pixels were not numbers and are shown as background.</source>
   <extracomment>series_opening</extracomment>
   <translation>{0} Pixel waren keine Zahlen und werden als Hintergrund gezeigt.</translation>
  </message>
  <message>
   <source>{0}; its slice is shown empty.</source>
   <extracomment>series_opening</extracomment>
   <translation>{0}; die Schicht wird leer gezeigt.</translation>
  </message>
  <message>
   <source>Changes are not kept by themselves now: {0} Save the session elsewhere.</source>
   <extracomment>session_autosave</extracomment>
   <translation>Änderungen werden jetzt nicht von selbst behalten: {0} Die Sitzung anderswo speichern.</translation>
  </message>
  <message>
   <source>What was kept of sessions could not be deleted ({0}); delete it.</source>
   <extracomment>session_autosave</extracomment>
   <translation>Was von Sitzungen behalten wurde, ließ sich nicht löschen ({0}); bitte löschen.</translation>
  </message>
  <message>
   <source>“{0}” could not be written: {1} Save it elsewhere.</source>
   <extracomment>session_autosave</extracomment>
   <translation>„{0}“ ließ sich nicht schreiben: {1} Anderswo speichern.</translation>
  </message>
  <message>
   <source>An autosave of an earlier session could not be looked at ({0}); open the scan itself.</source>
   <extracomment>session_desk</extracomment>
   <translation>Eine automatische Sicherung einer früheren Sitzung war nicht einsehbar ({0}); den Scan selbst öffnen.</translation>
  </message>
  <message>
   <source>LDCT Studio session (*{0})</source>
   <extracomment>session_desk</extracomment>
   <translation>LDCT-Studio-Sitzung (*{0})</translation>
  </message>
  <message>
   <source>Make again</source>
   <extracomment>session_desk</extracomment>
   <translation>Nochmals berechnen</translation>
  </message>
  <message>
   <source>No session was closed here yet; open a scan.</source>
   <extracomment>session_desk</extracomment>
   <translation>Hier wurde noch keine Sitzung geschlossen; einen Scan öffnen.</translation>
  </message>
  <message>
   <source>Open log</source>
   <extracomment>session_desk</extracomment>
   <translation>Protokoll öffnen</translation>
  </message>
  <message>
   <source>Open session</source>
   <extracomment>session_desk</extracomment>
   <translation>Sitzung öffnen</translation>
  </message>
  <message>
   <source>Recover</source>
   <extracomment>session_desk</extracomment>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Session</source>
   <extracomment>session_desk</extracomment>
   <translation>Sitzung</translation>
  </message>
  <message>
   <source>Skip</source>
   <extracomment>session_desk</extracomment>
   <translation>Überspringen</translation>
  </message>
  <message>
   <source>The autosave of the last session is damaged and was {0}; open the scan.</source>
   <extracomment>session_desk</extracomment>
   <translation>Die automatische Sicherung der letzten Sitzung ist beschädigt und wurde {0}; den Scan öffnen.</translation>
  </message>
  <message>
   <source>The last session cannot be read ({0}); open the scan itself.</source>
   <extracomment>session_desk</extracomment>
   <translation>Die letzte Sitzung lässt sich nicht lesen ({0}); den Scan selbst öffnen.</translation>
  </message>
  <message>
   <source>The last session ended early. Its panes, dose and regions were saved {0}.</source>
   <extracomment>session_desk</extracomment>
   <translation>Die letzte Sitzung endete vorzeitig. Bildfelder, Dosis und Regionen wurden gesichert: {0}.</translation>
  </message>
  <message>
   <source>The session was saved as {0}.</source>
   <extracomment>session_desk</extracomment>
   <translation>Die Sitzung wurde als {0} gespeichert.</translation>
  </message>
  <message>
   <source>There is a session {0} already; choose it to replace it, or another name.</source>
   <extracomment>session_desk</extracomment>
   <translation>Es gibt schon eine Sitzung {0}; sie zum Ersetzen wählen oder einen anderen Namen.</translation>
  </message>
  <message>
   <source>Volumes that methods made are not kept in a session: {0}.</source>
   <extracomment>session_desk</extracomment>
   <translation>Volumen, die Methoden erzeugt haben, werden in einer Sitzung nicht behalten: {0}.</translation>
  </message>
  <message>
   <source>put aside as {0}</source>
   <extracomment>session_desk</extracomment>
   <translation>als {0} beiseitegelegt</translation>
  </message>
  <message>
   <source>“{0}” is not in the list of recent cases ({1}); open it from the File menu next time.</source>
   <extracomment>session_desk</extracomment>
   <translation>„{0}“ steht nicht in der Liste zuletzt geöffneter Fälle ({1}); nächstes Mal über das Menü Datei öffnen.</translation>
  </message>
  <message>
   <source>A session keeps no prior, nor its pane and key images; open the prior again to compare.</source>
   <extracomment>session_file</extracomment>
   <translation>Eine Sitzung behält keine Voruntersuchung, auch nicht deren Bildfeld und Schlüsselbilder; zum Vergleichen die Voruntersuchung erneut öffnen.</translation>
  </message>
  <message>
   <source>The session names “{0}” at a place that is not trusted; open the scan itself.</source>
   <extracomment>session_file</extracomment>
   <translation>Die Sitzung nennt „{0}“ an einem Ort, dem nicht vertraut wird; den Scan selbst öffnen.</translation>
  </message>
  <message>
   <source>The session “{0}” is damaged; open the scan itself or an older session.</source>
   <extracomment>session_file</extracomment>
   <translation>Die Sitzung „{0}“ ist beschädigt; den Scan selbst oder eine ältere Sitzung öffnen.</translation>
  </message>
  <message>
   <source>There is no case that could be opened again; open one before saving a session.</source>
   <extracomment>session_file</extracomment>
   <translation>Es gibt keinen Fall, der sich wieder öffnen ließe; vor dem Speichern einer Sitzung einen öffnen.</translation>
  </message>
  <message>
   <source>in a newer version</source>
   <extracomment>session_file</extracomment>
   <translation>in einer neueren Version</translation>
  </message>
  <message>
   <source>“{0}” cannot be read ({1}); choose another file.</source>
   <extracomment>session_file</extracomment>
   <translation>„{0}“ lässt sich nicht lesen ({1}); eine andere Datei wählen.</translation>
  </message>
  <message>
   <source>“{0}” is no session of LDCT Studio; choose another file.</source>
   <extracomment>session_file</extracomment>
   <translation>„{0}“ ist keine Sitzung von LDCT Studio; eine andere Datei wählen.</translation>
  </message>
  <message>
   <source>“{0}” is too large for a session; choose another file.</source>
   <extracomment>session_file</extracomment>
   <translation>„{0}“ ist zu groß für eine Sitzung; eine andere Datei wählen.</translation>
  </message>
  <message>
   <source>“{0}” was saved by a newer version; open it with LDCT Studio {1}.</source>
   <extracomment>session_file</extracomment>
   <translation>„{0}“ wurde mit einer neueren Version gespeichert; mit LDCT Studio {1} öffnen.</translation>
  </message>
  <message>
   <source>No plug-in here does {0}; allow or add it, or choose another.</source>
   <extracomment>session_opening</extracomment>
   <translation>Kein Plug-in hier macht {0}; erlauben oder hinzufügen, oder anderes wählen.</translation>
  </message>
  <message>
   <source>The labels “{0}” are left out: {1}</source>
   <extracomment>session_opening</extracomment>
   <translation>Die Label „{0}“ entfallen: {1}</translation>
  </message>
  <message>
   <source>The prior lies by patient position again; register it anew.</source>
   <extracomment>session_opening</extracomment>
   <translation>Die Voruntersuchung liegt wieder nach der Patientenposition; bitte neu registrieren.</translation>
  </message>
  <message>
   <source>The scan is not the one that the session was saved with: {0}; check regions and dose.</source>
   <extracomment>session_opening</extracomment>
   <translation>Der Scan ist nicht der, mit dem die Sitzung gespeichert wurde: {0}; Regionen und Dosis prüfen.</translation>
  </message>
  <message>
   <source>The session's scan “{0}” is not where it was; put it back or open it itself.</source>
   <extracomment>session_opening</extracomment>
   <translation>Der Scan „{0}“ der Sitzung ist nicht mehr an seinem Ort; zurücklegen oder selbst öffnen.</translation>
  </message>
  <message>
   <source>it has {0} voxels, and had {1}</source>
   <extracomment>session_opening</extracomment>
   <translation>er hat {0} Voxel und hatte {1}</translation>
  </message>
  <message>
   <source>its voxels are others</source>
   <extracomment>session_opening</extracomment>
   <translation>seine Voxel sind andere</translation>
  </message>
  <message>
   <source>There is no volume “{0}” any more; “{1}” is shown.</source>
   <extracomment>session_scene</extracomment>
   <translation>Das Volumen „{0}“ gibt es nicht mehr; „{1}“ wird gezeigt.</translation>
  </message>
  <message>
   <source>This session is of another version of the program: {0}.</source>
   <extracomment>session_scene</extracomment>
   <translation>Diese Sitzung ist von einer anderen Version des Programms: {0}.</translation>
  </message>
  <message>
   <source>{0} as at the first start</source>
   <extracomment>session_scene</extracomment>
   <translation>{0} wie beim ersten Start</translation>
  </message>
  <message>
   <source>{0} could not be read from the session; set it again.</source>
   <extracomment>session_scene</extracomment>
   <translation>{0} ließ sich nicht aus der Sitzung lesen; neu einstellen.</translation>
  </message>
  <message>
   <source>{0} left out</source>
   <extracomment>session_scene</extracomment>
   <translation>{0} entfällt</translation>
  </message>
  <message>
   <source>75 to 200. Pictures keep their size.</source>
   <extracomment>settings</extracomment>
   <translation>75 bis 200. Bilder behalten ihre Größe.</translation>
  </message>
  <message>
   <source>A setting was reset. {0}</source>
   <extracomment>settings</extracomment>
   <translation>Eine Einstellung wurde zurückgesetzt. {0}</translation>
  </message>
  <message>
   <source>As the system</source>
   <extracomment>settings</extracomment>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>At most so many slices per second; fewer where pictures take longer.</source>
   <extracomment>settings</extracomment>
   <translation>Höchstens so viele Schichten pro Sekunde; weniger, wo Bilder länger dauern.</translation>
  </message>
  <message>
   <source>Blue, yellow and orange states instead of green, amber and red. Shapes stay the same.</source>
   <extracomment>settings</extracomment>
   <translation>Zustände in Blau, Gelb und Orange statt Grün, Bernstein und Rot. Die Formen bleiben gleich.</translation>
  </message>
  <message>
   <source>Colors for color-blind users</source>
   <extracomment>settings</extracomment>
   <translation>Farben für Farbfehlsichtige</translation>
  </message>
  <message>
   <source>Ctrl+` opens it under the pictures. What is typed there runs with all your rights.</source>
   <extracomment>settings</extracomment>
   <translation>Strg+` öffnet sie unter den Bildern. Was dort eingegeben wird, läuft mit allen Ihren Rechten.</translation>
  </message>
  <message>
   <source>Dark</source>
   <extracomment>settings</extracomment>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Deutsch</source>
   <extracomment>settings</extracomment>
   <translation>Deutsch</translation>
  </message>
  <message>
   <source>English</source>
   <extracomment>settings</extracomment>
   <translation>English</translation>
  </message>
  <message>
   <source>From the next start on. As the system takes English where it speaks another one.</source>
   <extracomment>settings</extracomment>
   <translation>Ab dem nächsten Start. „Wie das System“ nimmt Englisch, wo dieses eine andere Sprache spricht.</translation>
  </message>
  <message>
   <source>From the next start on. Automatic takes a CUDA GPU where there is one.</source>
   <extracomment>settings</extracomment>
   <translation>Ab dem nächsten Start. Automatisch nimmt eine CUDA-GPU, wo es eine gibt.</translation>
  </message>
  <message>
   <source>Insert adds only the missing noise, so 100 % is the loaded image. Rescan projects the image again, as LoDoPaB-CT was made.</source>
   <extracomment>settings</extracomment>
   <translation>Einfügen fügt nur das fehlende Rauschen hinzu, 100 % ist also das geladene Bild. Rescan projiziert das Bild neu, so wie LoDoPaB-CT entstand.</translation>
  </message>
  <message>
   <source>Language</source>
   <extracomment>settings</extracomment>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Light</source>
   <extracomment>settings</extracomment>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Lower the dose by</source>
   <extracomment>settings</extracomment>
   <translation>Dosis senken durch</translation>
  </message>
  <message>
   <source>No fades and no turning arc; changes happen at once.</source>
   <extracomment>settings</extracomment>
   <translation>Kein Überblenden und kein drehender Bogen; Änderungen erfolgen sofort.</translation>
  </message>
  <message>
   <source>No study name in the window title, no list of recent cases, no session kept by itself.</source>
   <extracomment>settings</extracomment>
   <translation>Kein Studienname im Fenstertitel, keine Liste zuletzt geöffneter Fälle, keine automatische Sitzung.</translation>
  </message>
  <message>
   <source>Pictures look the same in every theme.</source>
   <extracomment>settings</extracomment>
   <translation>Bilder sehen in jedem Farbschema gleich aus.</translation>
  </message>
  <message>
   <source>Privacy mode</source>
   <extracomment>settings</extracomment>
   <translation>Privatmodus</translation>
  </message>
  <message>
   <source>Reduce motion</source>
   <extracomment>settings</extracomment>
   <translation>Weniger Bewegung</translation>
  </message>
  <message>
   <source>Size of text and controls</source>
   <extracomment>settings</extracomment>
   <translation>Größe von Text und Bedienelementen</translation>
  </message>
  <message>
   <source>The settings could not be read. Defaults are used; the file is kept as {0}.</source>
   <extracomment>settings</extracomment>
   <translation>Die Einstellungen ließen sich nicht lesen. Es gelten Vorgaben; die Datei bleibt als {0} erhalten.</translation>
  </message>
  <message>
   <source>Theme</source>
   <extracomment>settings</extracomment>
   <translation>Farbschema</translation>
  </message>
  <message>
   <source>frames/s</source>
   <extracomment>settings</extracomment>
   <translation>Bilder/s</translation>
  </message>
  <message>
   <source>step</source>
   <extracomment>settings</extracomment>
   <translation>Schritt</translation>
  </message>
  <message>
   <source>The coils saw the scans before and after contrast unlike: without uptake their difference drifts by {0} of the 95 % quantile across the brain, so trust no uptake (CE) below half of that.</source>
   <extracomment>shading</extracomment>
   <translation>Die Spulen sahen die Aufnahmen vor und nach Kontrastmittel ungleich: Ohne Anreicherung driftet ihre Differenz durch das Gehirn um {0} des 95-%-Quantils, trauen Sie also keiner Anreicherung (CE) unter der Hälfte davon.</translation>
  </message>
  <message>
   <source> (also another command)</source>
   <extracomment>shortcut_editor</extracomment>
   <translation> (auch ein anderer Befehl)</translation>
  </message>
  <message>
   <source> (changed)</source>
   <extracomment>shortcut_editor</extracomment>
   <translation> (geändert)</translation>
  </message>
  <message>
   <source>Add key</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Choose a command, press a key, then add it.</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Einen Befehl wählen, eine Taste drücken, dann hinzufügen.</translation>
  </message>
  <message>
   <source>Click here and press the key, with Ctrl, Alt or Shift where wanted</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Hier klicken und die Taste drücken, bei Bedarf mit Strg, Alt oder Umschalt</translation>
  </message>
  <message>
   <source>Command</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Befehl</translation>
  </message>
  <message>
   <source>Commands and their keys</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Befehle und ihre Tasten</translation>
  </message>
  <message>
   <source>Give every command the keys it came with</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Allen Befehlen ihre ursprünglichen Tasten geben</translation>
  </message>
  <message>
   <source>Give it the keys it came with</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Die ursprünglichen Tasten geben</translation>
  </message>
  <message>
   <source>Give the command this key as well</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Dem Befehl auch diese Taste geben</translation>
  </message>
  <message>
   <source>It has this key already.</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Er hat diese Taste schon.</translation>
  </message>
  <message>
   <source>Keys</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Tasten</translation>
  </message>
  <message>
   <source>Leave it without a key</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Ohne Taste lassen</translation>
  </message>
  <message>
   <source>New key</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Neue Taste</translation>
  </message>
  <message>
   <source>Remove keys</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Reset all</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Alle zurücksetzen</translation>
  </message>
  <message>
   <source>Save shortcuts</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Tastenkürzel speichern</translation>
  </message>
  <message>
   <source>Search commands or keys</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Befehle oder Tasten suchen</translation>
  </message>
  <message>
   <source>Shortcuts</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>Show the commands whose name or key holds this text</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Die Befehle zeigen, deren Name oder Taste diesen Text enthält</translation>
  </message>
  <message>
   <source>Take over</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>Übernehmen</translation>
  </message>
  <message>
   <source>{} belongs to {}. Take over removes it there.</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>{} gehört zu {}. Übernehmen entfernt sie dort.</translation>
  </message>
  <message>
   <source>{} is free.</source>
   <extracomment>shortcut_editor</extracomment>
   <translation>{} ist frei.</translation>
  </message>
  <message>
   <source>A letter alone works over the pictures only, or it would be missing while you type. Add Ctrl.</source>
   <extracomment>shortcut_keys</extracomment>
   <translation>Ein Buchstabe allein wirkt nur über den Bildern, sonst fehlte er beim Tippen. Strg hinzunehmen.</translation>
  </message>
  <message>
   <source>Press a key first.</source>
   <extracomment>shortcut_keys</extracomment>
   <translation>Erst eine Taste drücken.</translation>
  </message>
  <message>
   <source>showing the reference</source>
   <extracomment>shortcut_keys</extracomment>
   <translation>das Zeigen der Referenz</translation>
  </message>
  <message>
   <source>the area before</source>
   <extracomment>shortcut_keys</extracomment>
   <translation>der vorige Bereich</translation>
  </message>
  <message>
   <source>the next area</source>
   <extracomment>shortcut_keys</extracomment>
   <translation>der nächste Bereich</translation>
  </message>
  <message>
   <source>{0} is {1} and stays so. Press another key.</source>
   <extracomment>shortcut_keys</extracomment>
   <translation>{0} ist {1} und bleibt es. Eine andere Taste drücken.</translation>
  </message>
  <message>
   <source>Commands</source>
   <extracomment>shortcut_sheet</extracomment>
   <translation>Befehle</translation>
  </message>
  <message>
   <source>Nothing found. Only commands that can be used now are listed.</source>
   <extracomment>shortcut_sheet</extracomment>
   <translation>Nichts gefunden. Aufgeführt sind nur Befehle, die sich jetzt nutzen lassen.</translation>
  </message>
  <message>
   <source>Part of a command's name</source>
   <extracomment>shortcut_sheet</extracomment>
   <translation>Teil eines Befehlsnamens</translation>
  </message>
  <message>
   <source>The second scan is empty; choose another one.</source>
   <extracomment>sights</extracomment>
   <translation>Die zweite Aufnahme ist leer; eine andere wählen.</translation>
  </message>
  <message>
   <source>The two scans drifted apart; choose scans of the same part of one patient's head.</source>
   <extracomment>sights</extracomment>
   <translation>Die beiden Aufnahmen sind auseinandergedriftet; Aufnahmen desselben Teils des Kopfes eines Patienten wählen.</translation>
  </message>
  <message>
   <source>The two scans share less than {0} of the brain; choose scans of the same part of the head.</source>
   <extracomment>sights</extracomment>
   <translation>Die beiden Aufnahmen haben weniger als {0} des Gehirns gemeinsam; Aufnahmen desselben Teils des Kopfes wählen.</translation>
  </message>
  <message>
   <source>There is no brain where the scans are compared; choose another mask.</source>
   <extracomment>sights</extracomment>
   <translation>Wo die Aufnahmen verglichen werden, ist kein Gehirn; eine andere Maske wählen.</translation>
  </message>
  <message>
   <source>A dose of contrast agent cannot be negative; choose 0 % or more.</source>
   <extracomment>signal</extracomment>
   <translation>Eine Kontrastmitteldosis kann nicht negativ sein; 0 % oder mehr wählen.</translation>
  </message>
  <message>
   <source>A spoiled gradient echo needs a repetition time above 0 ms and a flip angle between 0° and 90°; correct them.</source>
   <extracomment>signal</extracomment>
   <translation>Ein gespoiltes Gradientenecho braucht eine Repetitionszeit über 0 ms und einen Flipwinkel zwischen 0° und 90°; berichtigen.</translation>
  </message>
  <message>
   <source>The relaxivity of {0} at {1} T is not known; choose {2} T.</source>
   <extracomment>signal</extracomment>
   <translation>Die Relaxivität von {0} bei {1} T ist nicht bekannt; {2} T wählen.</translation>
  </message>
  <message>
   <source>SSIM needs a picture of at least 7×7 pixels.</source>
   <extracomment>similarity</extracomment>
   <translation>SSIM braucht ein Bild von mindestens 7×7 Pixeln.</translation>
  </message>
  <message>
   <source>The region holds no pixel; draw it larger.</source>
   <extracomment>similarity</extracomment>
   <translation>Die Region enthält kein Pixel; größer zeichnen.</translation>
  </message>
  <message>
   <source>A fan as scanners have it: 540 mm from source to center, one turn, rays a pixel apart at the center; with a flat detector; or half a turn and the fan.</source>
   <extracomment>simulators</extracomment>
   <translation>Ein Fächer, wie Scanner ihn haben: 540 mm von Quelle zu Zentrum, eine Umdrehung, Strahlen im Zentrum einen Pixel auseinander; mit flachem Detektor; oder eine halbe Umdrehung und der Fächer.</translation>
  </message>
  <message>
   <source>A fan's detector off the center by a quarter channel: opposite views interleave.</source>
   <extracomment>simulators</extracomment>
   <translation>Der Detektor eines Fächers um einen Viertelkanal aus der Mitte: gegenüberliegende Projektionen verschränken sich.</translation>
  </message>
  <message>
   <source>Bowtie filter</source>
   <extracomment>simulators</extracomment>
   <translation>Bowtie-Filter</translation>
  </message>
  <message>
   <source>Condition</source>
   <extracomment>simulators</extracomment>
   <translation>Bedingt</translation>
  </message>
  <message>
   <source>Counts</source>
   <extracomment>simulators</extracomment>
   <translation>Zählungen</translation>
  </message>
  <message>
   <source>Counts are M2 with a grain that stays while the dose changes, M5 of measured rays. M1: photons; M2: and electronic noise; M3: Gaussian after the logarithm; M4: resampled; M5: thinned; M6: inserted; M7: resampled, of a detector that adds up energy.</source>
   <extracomment>simulators</extracomment>
   <translation>„Zählungen“ ist M2 mit einem Korn, das bei Dosisänderung bleibt, bei gemessenen Strahlen M5. M1: Photonen; M2: und Elektronikrauschen; M3: gaußsch nach dem Logarithmus; M4: neu gezogen; M5: ausgedünnt; M6: eingefügt; M7: neu gezogen, eines Detektors, der Energie summiert.</translation>
  </message>
  <message>
   <source>Fewer photons off the center, as behind 2.5 to 37 mm of aluminum.</source>
   <extracomment>simulators</extracomment>
   <translation>Weniger Photonen abseits der Mitte, wie hinter 2.5 bis 37 mm Aluminium.</translation>
  </message>
  <message>
   <source>Flat fan</source>
   <extracomment>simulators</extracomment>
   <translation>Flacher Fächer</translation>
  </message>
  <message>
   <source>Floor</source>
   <extracomment>simulators</extracomment>
   <translation>Untergrenze</translation>
  </message>
  <message>
   <source>Least count that has a logarithm; LoDoPaB uses 0.1.</source>
   <extracomment>simulators</extracomment>
   <translation>Kleinste Zählung mit Logarithmus; LoDoPaB verwendet 0.1.</translation>
  </message>
  <message>
   <source>Local mean</source>
   <extracomment>simulators</extracomment>
   <translation>Lokales Mittel</translation>
  </message>
  <message>
   <source>M1</source>
   <extracomment>simulators</extracomment>
   <translation>M1</translation>
  </message>
  <message>
   <source>M2</source>
   <extracomment>simulators</extracomment>
   <translation>M2</translation>
  </message>
  <message>
   <source>M3</source>
   <extracomment>simulators</extracomment>
   <translation>M3</translation>
  </message>
  <message>
   <source>M4</source>
   <extracomment>simulators</extracomment>
   <translation>M4</translation>
  </message>
  <message>
   <source>M4 to M7 lower the dose of one scan with the photons of 100 %, its own noise included, instead of that of the loaded picture.</source>
   <extracomment>simulators</extracomment>
   <translation>M4 bis M7 senken die Dosis einer Aufnahme mit den Photonen von 100 %, samt deren eigenem Rauschen, statt die des geladenen Bildes.</translation>
  </message>
  <message>
   <source>M5</source>
   <extracomment>simulators</extracomment>
   <translation>M5</translation>
  </message>
  <message>
   <source>M6</source>
   <extracomment>simulators</extracomment>
   <translation>M6</translation>
  </message>
  <message>
   <source>M7</source>
   <extracomment>simulators</extracomment>
   <translation>M7</translation>
  </message>
  <message>
   <source>Noise model</source>
   <extracomment>simulators</extracomment>
   <translation>Rauschmodell</translation>
  </message>
  <message>
   <source>One full-dose scan</source>
   <extracomment>simulators</extracomment>
   <translation>Eine Aufnahme bei voller Dosis</translation>
  </message>
  <message>
   <source>Parallel</source>
   <extracomment>simulators</extracomment>
   <translation>Parallel</translation>
  </message>
  <message>
   <source>Quarter offset</source>
   <extracomment>simulators</extracomment>
   <translation>Viertelversatz</translation>
  </message>
  <message>
   <source>Raised to the floor, drawn again, or the mean of their neighbors.</source>
   <extracomment>simulators</extracomment>
   <translation>Auf die Untergrenze gehoben, neu gezogen oder das Mittel ihrer Nachbarn.</translation>
  </message>
  <message>
   <source>Rays</source>
   <extracomment>simulators</extracomment>
   <translation>Strahlen</translation>
  </message>
  <message>
   <source>Short scan</source>
   <extracomment>simulators</extracomment>
   <translation>Kurzscan</translation>
  </message>
  <message>
   <source>These projections are not in photons, so their dose cannot be lowered; type the photons per ray in the dose bar first.</source>
   <extracomment>simulators</extracomment>
   <translation>Diese Projektionen sind nicht in Photonen, ihre Dosis lässt sich also nicht senken; erst in der Dosisleiste die Photonen pro Strahl eingeben.</translation>
  </message>
  <message>
   <source>These rays were measured and have noise of their own; choose the noise model counts, M4, M5, M6 or M7.</source>
   <extracomment>simulators</extracomment>
   <translation>Diese Strahlen wurden gemessen und haben eigenes Rauschen; das Rauschmodell „Zählungen“, M4, M5, M6 oder M7 wählen.</translation>
  </message>
  <message>
   <source>Zero counts</source>
   <extracomment>simulators</extracomment>
   <translation>Nullzählungen</translation>
  </message>
  <message>
   <source>The table moved too little for a slice of this helical scan.</source>
   <extracomment>single_slice</extracomment>
   <translation>Der Tisch bewegte sich zu wenig für eine Schicht dieses Spiralscans.</translation>
  </message>
  <message>
   <source>SIRT</source>
   <extracomment>sirt</extracomment>
   <translation>SIRT</translation>
  </message>
  <message>
   <source>A disc of {0} mm is smaller than two pixels of {1} mm; take a larger one.</source>
   <extracomment>site</extracomment>
   <translation>Eine Scheibe von {0} mm ist kleiner als zwei Pixel von {1} mm; eine größere nehmen.</translation>
  </message>
  <message>
   <source>Around the disc {0} mm of picture are needed on every side; choose a place farther from its edge.</source>
   <extracomment>site</extracomment>
   <translation>Um die Scheibe sind auf jeder Seite {0} mm Bild nötig; eine Stelle weiter vom Rand wählen.</translation>
  </message>
  <message>
   <source>The disc leaves the body; choose a place farther inside, or a smaller disc.</source>
   <extracomment>site</extracomment>
   <translation>Die Scheibe ragt aus dem Körper; eine Stelle weiter innen oder eine kleinere Scheibe wählen.</translation>
  </message>
  <message>
   <source>The place lies outside the volume; choose another.</source>
   <extracomment>site</extracomment>
   <translation>Die Stelle liegt außerhalb des Volumens; eine andere wählen.</translation>
  </message>
  <message>
   <source>Measuring the patient</source>
   <extracomment>size_meter</extracomment>
   <translation>Das Vermessen des Patienten</translation>
  </message>
  <message>
   <source>Computing the first picture</source>
   <extracomment>slice_pane</extracomment>
   <translation>Das erste Bild wird berechnet</translation>
  </message>
  <message>
   <source>Pane {0}</source>
   <extracomment>slice_pane</extracomment>
   <translation>Bildfeld {0}</translation>
  </message>
  <message>
   <source>Preview {0} of {1}</source>
   <extracomment>slice_pane</extracomment>
   <translation>Vorschau {0} von {1}</translation>
  </message>
  <message>
   <source>Unlinked</source>
   <extracomment>slice_pane</extracomment>
   <translation>Entkoppelt</translation>
  </message>
  <message>
   <source>, cut to a box</source>
   <extracomment>solid_canvas</extracomment>
   <translation>, auf einen Quader beschnitten</translation>
  </message>
  <message>
   <source>Preparing the 3-D picture</source>
   <extracomment>solid_canvas</extracomment>
   <translation>Das 3-D-Bild wird vorbereitet</translation>
  </message>
  <message>
   <source>Volume in 3-D</source>
   <extracomment>solid_canvas</extracomment>
   <translation>Volumen in 3-D</translation>
  </message>
  <message>
   <source>3-D needs VTK, which is not installed here ({0}).</source>
   <extracomment>solid_scene</extracomment>
   <translation>3-D braucht VTK, das hier nicht installiert ist ({0}).</translation>
  </message>
  <message>
   <source>The 3-D picture failed ({0}). Show this pane in a plane instead.</source>
   <extracomment>solid_thread</extracomment>
   <translation>Das 3-D-Bild ist fehlgeschlagen ({0}). Dieses Bildfeld stattdessen in einer Ebene zeigen.</translation>
  </message>
  <message>
   <source>Slices to train on are float32 stacks (n, y, x).</source>
   <extracomment>sources</extracomment>
   <translation>Schichten zum Trainieren sind float32-Stapel (n, y, x).</translation>
  </message>
  <message>
   <source>The labels or the low dose of these slices do not fit them.</source>
   <extracomment>sources</extracomment>
   <translation>Die Label oder die niedrige Dosis dieser Schichten passen nicht zu ihnen.</translation>
  </message>
  <message>
   <source>There is no such patient in this collection; ask it for its patients.</source>
   <extracomment>sources</extracomment>
   <translation>Diesen Patienten gibt es in dieser Sammlung nicht; sie nach ihren Patienten fragen.</translation>
  </message>
  <message>
   <source>How large is a voxel?</source>
   <extracomment>spacing_dialog</extracomment>
   <translation>Wie groß ist ein Voxel?</translation>
  </message>
  <message>
   <source>Open volume</source>
   <extracomment>spacing_dialog</extracomment>
   <translation>Volumen öffnen</translation>
  </message>
  <message>
   <source>Pixel size</source>
   <extracomment>spacing_dialog</extracomment>
   <translation>Pixelgröße</translation>
  </message>
  <message>
   <source>Slice spacing</source>
   <extracomment>spacing_dialog</extracomment>
   <translation>Schichtabstand</translation>
  </message>
  <message>
   <source>Wrong sizes make wrong doses: the path of the rays is measured in mm.</source>
   <extracomment>spacing_dialog</extracomment>
   <translation>Falsche Größen ergeben falsche Dosen: der Weg der Strahlen wird in mm gemessen.</translation>
  </message>
  <message>
   <source>{} images of {} × {} pixels. The file does not say how large they are.</source>
   <extracomment>spacing_dialog</extracomment>
   <translation>{} Bilder mit {} × {} Pixeln. Die Datei sagt nicht, wie groß sie sind.</translation>
  </message>
  <message>
   <source>Research use only, not for diagnosis</source>
   <extracomment>splash</extracomment>
   <translation>Nur für die Forschung, nicht zur Diagnose</translation>
  </message>
  <message>
   <source>Version {0} is starting</source>
   <extracomment>splash</extracomment>
   <translation>Version {0} wird gestartet</translation>
  </message>
  <message>
   <source>A patient is in the split twice; what is tested would have been learned.</source>
   <extracomment>split</extracomment>
   <translation>Ein Patient ist zweimal in der Aufteilung; was geprüft wird, wäre gelernt worden.</translation>
  </message>
  <message>
   <source>One part of the split got no patient; use more patients or another seed.</source>
   <extracomment>split</extracomment>
   <translation>Ein Teil der Aufteilung bekam keinen Patienten; mehr Patienten oder einen anderen Startwert nehmen.</translation>
  </message>
  <message>
   <source>The three fractions of a split are not negative and add up to 1.</source>
   <extracomment>split</extracomment>
   <translation>Die drei Anteile einer Aufteilung sind nicht negativ und ergeben zusammen 1.</translation>
  </message>
  <message>
   <source>A share of the photons is above 0 and below 1, not {0}.</source>
   <extracomment>splits</extracomment>
   <translation>Ein Anteil der Photonen liegt über 0 und unter 1, nicht bei {0}.</translation>
  </message>
  <message>
   <source>A training pair needs at least two parts of a scan.</source>
   <extracomment>splits</extracomment>
   <translation>Ein Trainingspaar braucht mindestens zwei Teile eines Scans.</translation>
  </message>
  <message>
   <source>{0} views cannot be split into {1} equal parts; choose a divisor above 1.</source>
   <extracomment>splits</extracomment>
   <translation>{0} Projektionen lassen sich nicht in {1} gleiche Teile teilen; einen Teiler über 1 wählen.</translation>
  </message>
  <message>
   <source>The dose can be lowered on CT volumes in HU only, and this one is not CT.</source>
   <extracomment>starting</extracomment>
   <translation>Die Dosis lässt sich nur auf CT-Volumen in HU senken, dies ist kein CT.</translation>
  </message>
  <message>
   <source>It is about to stop.</source>
   <extracomment>status</extracomment>
   <translation>Er hält gleich an.</translation>
  </message>
  <message>
   <source>It waits for its process to start.</source>
   <extracomment>status</extracomment>
   <translation>Er wartet auf den Start seines Prozesses.</translation>
  </message>
  <message>
   <source>It was never started; resume it.</source>
   <extracomment>status</extracomment>
   <translation>Er wurde nie gestartet; fortsetzen.</translation>
  </message>
  <message>
   <source>Its process ended without a last word; resume it from its last checkpoint.</source>
   <extracomment>status</extracomment>
   <translation>Sein Prozess endete ohne letztes Wort; vom letzten Sicherungspunkt fortsetzen.</translation>
  </message>
  <message>
   <source>No news for {0} s: a step takes long, or it hangs; cancel ends it.</source>
   <extracomment>status</extracomment>
   <translation>Keine Nachricht seit {0} s: ein Schritt dauert lange, oder er hängt; Abbrechen beendet ihn.</translation>
  </message>
  <message>
   <source>Stopped; it can be resumed.</source>
   <extracomment>status</extracomment>
   <translation>Angehalten; lässt sich fortsetzen.</translation>
  </message>
  <message>
   <source>The cluster does not answer; look whether it is up, and whether its commands are here.</source>
   <extracomment>status</extracomment>
   <translation>Der Cluster antwortet nicht; prüfen, ob er läuft und ob seine Befehle hier sind.</translation>
  </message>
  <message>
   <source>GPU memory</source>
   <extracomment>status_bar</extracomment>
   <translation>GPU-Speicher</translation>
  </message>
  <message>
   <source>Jobs</source>
   <extracomment>status_bar</extracomment>
   <translation>Aufträge</translation>
  </message>
  <message>
   <source>Memory</source>
   <extracomment>status_bar</extracomment>
   <translation>Speicher</translation>
  </message>
  <message>
   <source>Memory in use</source>
   <extracomment>status_bar</extracomment>
   <translation>Belegter Speicher</translation>
  </message>
  <message>
   <source>No scan open</source>
   <extracomment>status_bar</extracomment>
   <translation>Kein Scan offen</translation>
  </message>
  <message>
   <source>Nothing here is a medical device; no result may guide treatment.</source>
   <extracomment>status_bar</extracomment>
   <translation>Dies ist kein Medizinprodukt; kein Ergebnis darf die Behandlung leiten.</translation>
  </message>
  <message>
   <source>Show the trainings (Ctrl+J)</source>
   <extracomment>status_bar</extracomment>
   <translation>Die Trainings zeigen (Strg+J)</translation>
  </message>
  <message>
   <source>running</source>
   <extracomment>status_bar</extracomment>
   <translation>laufend</translation>
  </message>
  <message>
   <source>waiting</source>
   <extracomment>status_bar</extracomment>
   <translation>wartend</translation>
  </message>
  <message>
   <source>without news</source>
   <extracomment>status_bar</extracomment>
   <translation>ohne Nachricht</translation>
  </message>
  <message>
   <source>{0} in use: {1} of {2} GB</source>
   <extracomment>status_bar</extracomment>
   <translation>{0} belegt: {1} von {2} GB</translation>
  </message>
  <message>
   <source>A stored step is damaged; remove it and add it again.</source>
   <extracomment>step</extracomment>
   <translation>Ein gespeicherter Schritt ist beschädigt; entfernen und neu hinzufügen.</translation>
  </message>
  <message>
   <source>The settings of a stored step are damaged; remove it and add it again.</source>
   <extracomment>step</extracomment>
   <translation>Die Einstellungen eines gespeicherten Schritts sind beschädigt; entfernen und neu hinzufügen.</translation>
  </message>
  <message>
   <source>“{0}” is not a kind of plug-in; use one of {1}.</source>
   <extracomment>step</extracomment>
   <translation>„{0}“ ist keine Art von Plug-in; eine von {1} verwenden.</translation>
  </message>
  <message>
   <source>“{0}” is not a setting; write setting=value.</source>
   <extracomment>step</extracomment>
   <translation>„{0}“ ist keine Einstellung; setting=value schreiben.</translation>
  </message>
  <message>
   <source>“{0}” is not a step; write kind:name or kind:name:setting=value.</source>
   <extracomment>step</extracomment>
   <translation>„{0}“ ist kein Schritt; kind:name oder kind:name:setting=value schreiben.</translation>
  </message>
  <message>
   <source>A job on this machine or on Ray takes one node; take Slurm for several.</source>
   <extracomment>store</extracomment>
   <translation>Ein Auftrag auf diesem Rechner oder auf Ray nimmt einen Knoten; für mehrere Slurm nehmen.</translation>
  </message>
  <message>
   <source>It was ended; it can be resumed from its last checkpoint.</source>
   <extracomment>store</extracomment>
   <translation>Er wurde beendet; er lässt sich vom letzten Sicherungspunkt fortsetzen.</translation>
  </message>
  <message>
   <source>The folder {0} is not empty; name another.</source>
   <extracomment>store</extracomment>
   <translation>Der Ordner {0} ist nicht leer; einen anderen nennen.</translation>
  </message>
  <message>
   <source>The job could not be started: {0}</source>
   <extracomment>store</extracomment>
   <translation>Der Auftrag ließ sich nicht starten: {0}</translation>
  </message>
  <message>
   <source>The job {0} is running already.</source>
   <extracomment>store</extracomment>
   <translation>Der Auftrag {0} läuft schon.</translation>
  </message>
  <message>
   <source>The job {0} is running; cancel it first.</source>
   <extracomment>store</extracomment>
   <translation>Der Auftrag {0} läuft; erst abbrechen.</translation>
  </message>
  <message>
   <source>There is no job {0}; “jobs” lists them.</source>
   <extracomment>store</extracomment>
   <translation>Es gibt keinen Auftrag {0}; „jobs“ führt sie auf.</translation>
  </message>
  <message>
   <source>{0} is no recipe; “plugins” lists them.</source>
   <extracomment>store</extracomment>
   <translation>{0} ist kein Rezept; „plugins“ führt sie auf.</translation>
  </message>
  <message>
   <source>Contours lie off the slices; each slice took the nearest ones: {0}.</source>
   <extracomment>structures_opening</extracomment>
   <translation>Konturen liegen abseits der Schichten; jede Schicht nahm die nächsten: {0}.</translation>
  </message>
  <message>
   <source>More than {0} structures overlap; these are left out: {1}.</source>
   <extracomment>structures_opening</extracomment>
   <translation>Mehr als {0} Strukturen überlappen sich; diese entfallen: {1}.</translation>
  </message>
  <message>
   <source>Parts outside of the volume are left out: {0}.</source>
   <extracomment>structures_opening</extracomment>
   <translation>Teile außerhalb des Volumens entfallen: {0}.</translation>
  </message>
  <message>
   <source>Points and open contours, which enclose nothing, are left out: {0}.</source>
   <extracomment>structures_opening</extracomment>
   <translation>Punkte und offene Konturen, die nichts umschließen, entfallen: {0}.</translation>
  </message>
  <message>
   <source>Structures that hold no center of a voxel are left out: {0}.</source>
   <extracomment>structures_opening</extracomment>
   <translation>Strukturen, die keine Voxelmitte enthalten, entfallen: {0}.</translation>
  </message>
  <message>
   <source>The contours do not overlap the volume, so they do not belong to it.</source>
   <extracomment>structures_opening</extracomment>
   <translation>Die Konturen überschneiden das Volumen nicht, sie gehören also nicht dazu.</translation>
  </message>
  <message>
   <source>There is no closed contour to show.</source>
   <extracomment>structures_opening</extracomment>
   <translation>Es gibt keine geschlossene Kontur zu zeigen.</translation>
  </message>
  <message>
   <source>has contours that are oblique to the slices of the volume</source>
   <extracomment>structures_opening</extracomment>
   <translation>hat Konturen, die schräg zu den Schichten des Volumens liegen</translation>
  </message>
  <message>
   <source>“{0}” was left out: it {1}.</source>
   <extracomment>structures_opening</extracomment>
   <translation>„{0}“ wurde ausgelassen: {1}.</translation>
  </message>
  <message>
   <source>Click to show it.</source>
   <extracomment>study_dock</extracomment>
   <translation>Klicken zum Zeigen.</translation>
  </message>
  <message>
   <source>Double-click to open it instead.</source>
   <extracomment>study_dock</extracomment>
   <translation>Doppelklick, um stattdessen diese zu öffnen.</translation>
  </message>
  <message>
   <source>No thumbnail: its middle slice {0}.</source>
   <extracomment>study_dock</extracomment>
   <translation>Keine Miniatur: ihre mittlere Schicht {0}.</translation>
  </message>
  <message>
   <source>Nothing is open. Choose a folder or files with + (Ctrl+Shift+O, Ctrl+O), or drop them on the window: DICOM, NIfTI, MetaImage, NRRD, TIFF, NumPy or zip.</source>
   <extracomment>study_dock</extracomment>
   <translation>Nichts ist offen. Mit + einen Ordner oder Dateien wählen (Strg+Umschalt+O, Strg+O) oder auf das Fenster ziehen: DICOM, NIfTI, MetaImage, NRRD, TIFF, NumPy oder ZIP.</translation>
  </message>
  <message>
   <source>Open files or a folder (Ctrl+O)</source>
   <extracomment>study_dock</extracomment>
   <translation>Dateien oder einen Ordner öffnen (Strg+O)</translation>
  </message>
  <message>
   <source>Volumes and series</source>
   <extracomment>study_dock</extracomment>
   <translation>Volumen und Serien</translation>
  </message>
  <message>
   <source>1 image</source>
   <extracomment>study_list</extracomment>
   <translation>1 Bild</translation>
  </message>
  <message>
   <source>1 label</source>
   <extracomment>study_list</extracomment>
   <translation>1 Label</translation>
  </message>
  <message>
   <source>In the same folder</source>
   <extracomment>study_list</extracomment>
   <translation>Im selben Ordner</translation>
  </message>
  <message>
   <source>Series without a name</source>
   <extracomment>study_list</extracomment>
   <translation>Serie ohne Namen</translation>
  </message>
  <message>
   <source>{0} images</source>
   <extracomment>study_list</extracomment>
   <translation>{0} Bilder</translation>
  </message>
  <message>
   <source>{0} labels</source>
   <extracomment>study_list</extracomment>
   <translation>{0} Label</translation>
  </message>
  <message>
   <source>Nobody knows how to report on {0}; there is no recipe {1}.</source>
   <extracomment>studying</extracomment>
   <translation>Niemand weiß, wie über {0} zu berichten ist; es gibt kein Rezept {1}.</translation>
  </message>
  <message>
   <source>The report is being written already.</source>
   <extracomment>studying</extracomment>
   <translation>Der Bericht wird schon geschrieben.</translation>
  </message>
  <message>
   <source>The study runs already; “study status {0}” says how far it is.</source>
   <extracomment>studying</extracomment>
   <translation>Die Studie läuft schon; „study status {0}“ sagt, wie weit sie ist.</translation>
  </message>
  <message>
   <source>A scan in this folder has no labels of liver and tumors; leave it out.</source>
   <extracomment>subjects</extracomment>
   <translation>Ein Scan in diesem Ordner hat keine Label von Leber und Tumoren; weglassen.</translation>
  </message>
  <message>
   <source>The models learned from {0} of the files in {1}; choose other patients.</source>
   <extracomment>subjects</extracomment>
   <translation>Die Modelle haben aus {0} der Dateien in {1} gelernt; andere Patienten wählen.</translation>
  </message>
  <message>
   <source>There are no scans with labels in {0}; choose another folder.</source>
   <extracomment>subjects</extracomment>
   <translation>In {0} sind keine Scans mit Labeln; einen anderen Ordner wählen.</translation>
  </message>
  <message>
   <source>The brain mask holds {0} voxels, too few to tell noise from enhancement; choose another mask.</source>
   <extracomment>subtraction</extracomment>
   <translation>Die Hirnmaske enthält {0} Voxel, zu wenige, um Rauschen von Anreicherung zu trennen; eine andere Maske wählen.</translation>
  </message>
  <message>
   <source>The post-contrast scan is empty within the brain; do the two scans overlap?</source>
   <extracomment>subtraction</extracomment>
   <translation>Der Scan nach Kontrastmittel ist im Gehirn leer; überlappen sich die beiden Scans?</translation>
  </message>
  <message>
   <source>The pre-contrast scan is dark all over the brain; does the mask belong to it?</source>
   <extracomment>subtraction</extracomment>
   <translation>Der native Scan ist im ganzen Gehirn dunkel; gehört die Maske zu ihm?</translation>
  </message>
  <message>
   <source>100 % is {0} photons per ray. {1}</source>
   <extracomment>suggest_answer</extracomment>
   <translation>100 % sind {0} Photonen pro Strahl. {1}</translation>
  </message>
  <message>
   <source>Move the slider to {0}</source>
   <extracomment>suggest_answer</extracomment>
   <translation>Den Regler auf {0} stellen</translation>
  </message>
  <message>
   <source>Move the slider to {0}, its end; Undo takes it back</source>
   <extracomment>suggest_answer</extracomment>
   <translation>Den Regler auf {0} stellen, sein Ende; Rückgängig nimmt es zurück</translation>
  </message>
  <message>
   <source>Move the slider to {0}; Undo takes it back</source>
   <extracomment>suggest_answer</extracomment>
   <translation>Den Regler auf {0} stellen; Rückgängig nimmt es zurück</translation>
  </message>
  <message>
   <source>Other ways, for the same promise</source>
   <extracomment>suggest_answer</extracomment>
   <translation>Andere Wege, bei gleicher Zusage</translation>
  </message>
  <message>
   <source>That is less than the slider has.</source>
   <extracomment>suggest_answer</extracomment>
   <translation>Das ist weniger, als der Regler hat.</translation>
  </message>
  <message>
   <source>This scan had less than that: no lower dose reaches the target.</source>
   <extracomment>suggest_answer</extracomment>
   <translation>Diese Aufnahme hatte weniger: keine niedrigere Dosis erreicht das Ziel.</translation>
  </message>
  <message>
   <source>Use this dose</source>
   <extracomment>suggest_answer</extracomment>
   <translation>Diese Dosis nehmen</translation>
  </message>
  <message>
   <source>Use {0}</source>
   <extracomment>suggest_answer</extracomment>
   <translation>{0} nehmen</translation>
  </message>
  <message>
   <source>Why</source>
   <extracomment>suggest_answer</extracomment>
   <translation>Warum</translation>
  </message>
  <message>
   <source>of this scan's dose</source>
   <extracomment>suggest_answer</extracomment>
   <translation>der Dosis dieser Aufnahme</translation>
  </message>
  <message>
   <source>Suggesting a dose</source>
   <extracomment>suggest_desk</extracomment>
   <translation>Das Vorschlagen einer Dosis</translation>
  </message>
  <message>
   <source>% of like cases</source>
   <extracomment>suggest_fields</extracomment>
   <translation>% ähnlicher Fälle</translation>
  </message>
  <message>
   <source>Asked</source>
   <extracomment>suggest_fields</extracomment>
   <translation>Gefragt</translation>
  </message>
  <message>
   <source>Confidence</source>
   <extracomment>suggest_fields</extracomment>
   <translation>Sicherheit</translation>
  </message>
  <message>
   <source>Image quality to reach</source>
   <extracomment>suggest_fields</extracomment>
   <translation>Bildqualität, die erreicht werden soll</translation>
  </message>
  <message>
   <source>In how many of a hundred like cases the target is to be reached, 50 to 99.9</source>
   <extracomment>suggest_fields</extracomment>
   <translation>In wie vielen von hundert ähnlichen Fällen das Ziel erreicht werden soll, 50 bis 99.9</translation>
  </message>
  <message>
   <source>Plug-ins that suggest doses</source>
   <extracomment>suggest_fields</extracomment>
   <translation>Plug-ins, die Dosen vorschlagen</translation>
  </message>
  <message>
   <source>Who is asked</source>
   <extracomment>suggest_fields</extracomment>
   <translation>Wer gefragt wird</translation>
  </message>
  <message>
   <source>{0} at least</source>
   <extracomment>suggest_fields</extracomment>
   <translation>{0} mindestens</translation>
  </message>
  <message>
   <source>{0} to be reached, {1} to {2}</source>
   <extracomment>suggest_fields</extracomment>
   <translation>{0}, die erreicht werden soll, {1} bis {2}</translation>
  </message>
  <message>
   <source>Choose a recipe that learns to suggest doses, and start it</source>
   <extracomment>suggest_popover</extracomment>
   <translation>Ein Rezept wählen, das lernt, Dosen vorzuschlagen, und starten</translation>
  </message>
  <message>
   <source>Computing the dose of slice {0}…</source>
   <extracomment>suggest_popover</extracomment>
   <translation>Dosis für Schicht {0} wird berechnet…</translation>
  </message>
  <message>
   <source>Of slice {0}, out of date</source>
   <extracomment>suggest_popover</extracomment>
   <translation>Von Schicht {0}, veraltet</translation>
  </message>
  <message>
   <source>Slice {0} of {1}</source>
   <extracomment>suggest_popover</extracomment>
   <translation>Schicht {0} von {1}</translation>
  </message>
  <message>
   <source>Suggested dose</source>
   <extracomment>suggest_popover</extracomment>
   <translation>Vorgeschlagene Dosis</translation>
  </message>
  <message>
   <source>Doses of radiation are suggested, not those of a contrast agent.</source>
   <extracomment>suggestion</extracomment>
   <translation>Vorgeschlagen werden Strahlendosen, keine Dosen eines Kontrastmittels.</translation>
  </message>
  <message>
   <source>Nine of ten like cases need {0} to {1}.</source>
   <extracomment>suggestion</extracomment>
   <translation>Neun von zehn ähnlichen Fällen brauchen {0} bis {1}.</translation>
  </message>
  <message>
   <source>No plug-in here suggests doses.</source>
   <extracomment>suggestion</extracomment>
   <translation>Kein Plug-in hier schlägt Dosen vor.</translation>
  </message>
  <message>
   <source>Suggested dose: {0}. {1} Click to use it.</source>
   <extracomment>suggestion</extracomment>
   <translation>Vorgeschlagene Dosis: {0}. {1} Klicken, um sie zu nehmen.</translation>
  </message>
  <message>
   <source>Suggested {0}</source>
   <extracomment>suggestion</extracomment>
   <translation>Vorschlag {0}</translation>
  </message>
  <message>
   <source>This volume is not in HU: there is no X-ray dose to suggest.</source>
   <extracomment>suggestion</extracomment>
   <translation>Dieses Volumen ist nicht in HU: es gibt keine Röntgendosis vorzuschlagen.</translation>
  </message>
  <message>
   <source>{0} effective mAs</source>
   <extracomment>suggestion</extracomment>
   <translation>{0} effektive mAs</translation>
  </message>
  <message>
   <source>{0} mAs as recorded</source>
   <extracomment>suggestion</extracomment>
   <translation>{0} mAs wie aufgezeichnet</translation>
  </message>
  <message>
   <source>{0}: {1} for the same promise. Click to use it.</source>
   <extracomment>suggestion</extracomment>
   <translation>{0}: {1} bei gleicher Zusage. Klicken, um sie zu nehmen.</translation>
  </message>
  <message>
   <source>The file of this slice is broken: its header makes no sense.</source>
   <extracomment>tags</extracomment>
   <translation>Die Datei dieser Schicht ist defekt: ihr Kopf ergibt keinen Sinn.</translation>
  </message>
  <message>
   <source>The file of this slice {0}.</source>
   <extracomment>tags</extracomment>
   <translation>Die Datei dieser Schicht {0}.</translation>
  </message>
  <message>
   <source>Copy rows</source>
   <extracomment>tags_dialog</extracomment>
   <translation>Zeilen kopieren</translation>
  </message>
  <message>
   <source>Copy the selected rows (Ctrl C)</source>
   <extracomment>tags_dialog</extracomment>
   <translation>Die gewählten Zeilen kopieren (Strg C)</translation>
  </message>
  <message>
   <source>DICOM tags or NIfTI fields of the file behind the slice on show.</source>
   <extracomment>tags_dialog</extracomment>
   <translation>DICOM-Tags oder NIfTI-Felder der Datei hinter der gezeigten Schicht.</translation>
  </message>
  <message>
   <source>File header</source>
   <extracomment>tags_dialog</extracomment>
   <translation>Dateikopf</translation>
  </message>
  <message>
   <source>No scan is open. Open a DICOM or NIfTI file to see its header.</source>
   <extracomment>tags_dialog</extracomment>
   <translation>Kein Scan ist offen. Eine DICOM- oder NIfTI-Datei öffnen, um ihren Kopf zu sehen.</translation>
  </message>
  <message>
   <source>Reading the header</source>
   <extracomment>tags_dialog</extracomment>
   <translation>Der Kopf wird gelesen</translation>
  </message>
  <message>
   <source>Search in the header</source>
   <extracomment>tags_dialog</extracomment>
   <translation>Im Kopf suchen</translation>
  </message>
  <message>
   <source>Search tag, name or value</source>
   <extracomment>tags_dialog</extracomment>
   <translation>Tag, Name oder Wert suchen</translation>
  </message>
  <message>
   <source>Slice {}</source>
   <extracomment>tags_dialog</extracomment>
   <translation>Schicht {}</translation>
  </message>
  <message>
   <source>The demo is synthetic, so there is no file behind it. Open a DICOM or NIfTI file.</source>
   <extracomment>tags_dialog</extracomment>
   <translation>Die Demo ist synthetisch, dahinter steht keine Datei. Eine DICOM- oder NIfTI-Datei öffnen.</translation>
  </message>
  <message>
   <source>This slice is missing in the series, so there is no file behind it. Scroll to another.</source>
   <extracomment>tags_dialog</extracomment>
   <translation>Diese Schicht fehlt in der Serie, dahinter steht keine Datei. Zu einer anderen blättern.</translation>
  </message>
  <message>
   <source>This volume was not read from a file. Show the volume that was opened.</source>
   <extracomment>tags_dialog</extracomment>
   <translation>Dieses Volumen wurde nicht aus einer Datei gelesen. Das geöffnete Volumen zeigen.</translation>
  </message>
  <message>
   <source>What opened this case does not say which files it read, so there is no header to show.</source>
   <extracomment>tags_dialog</extracomment>
   <translation>Was diesen Fall geöffnet hat, sagt nicht, welche Dateien es las; darum gibt es keinen Kopf zu zeigen.</translation>
  </message>
  <message>
   <source>identity hidden</source>
   <extracomment>tags_dialog</extracomment>
   <translation>Identität verborgen</translation>
  </message>
  <message>
   <source>{} lines</source>
   <extracomment>tags_dialog</extracomment>
   <translation>{} Zeilen</translation>
  </message>
  <message>
   <source>{} more are not listed</source>
   <extracomment>tags_dialog</extracomment>
   <translation>{} weitere sind nicht aufgeführt</translation>
  </message>
  <message>
   <source>Header of the file</source>
   <extracomment>tags_table</extracomment>
   <translation>Kopf der Datei</translation>
  </message>
  <message>
   <source>Hidden while privacy is on.</source>
   <extracomment>tags_table</extracomment>
   <translation>Verborgen, solange der Privatmodus an ist.</translation>
  </message>
  <message>
   <source>Tag</source>
   <extracomment>tags_table</extracomment>
   <translation>Tag</translation>
  </message>
  <message>
   <source>Value</source>
   <extracomment>tags_table</extracomment>
   <translation>Wert</translation>
  </message>
  <message>
   <source>A disc of {0} mm and {1} HU takes more than {2} % of the photons behind it; choose a smaller or fainter one.</source>
   <extracomment>task</extracomment>
   <translation>Eine Scheibe von {0} mm und {1} HU nimmt mehr als {2} % der Photonen dahinter; eine kleinere oder schwächere wählen.</translation>
  </message>
  <message>
   <source>At most {0} seeds can be drawn, not {1}.</source>
   <extracomment>task</extracomment>
   <translation>Höchstens {0} Startwerte lassen sich ziehen, nicht {1}.</translation>
  </message>
  <message>
   <source>The contrast of the disc must differ from 0 HU.</source>
   <extracomment>task</extracomment>
   <translation>Der Kontrast der Scheibe muss von 0 HU verschieden sein.</translation>
  </message>
  <message>
   <source>The diameter of the disc must be above 0 mm.</source>
   <extracomment>task</extracomment>
   <translation>Der Durchmesser der Scheibe muss über 0 mm liegen.</translation>
  </message>
  <message>
   <source>{0} channels need at least {1} seeds, and more to be sure; take {2} or more instead of {3}.</source>
   <extracomment>task</extracomment>
   <translation>{0} Kanäle brauchen mindestens {1} Startwerte, und mehr, um sicher zu sein; {2} oder mehr statt {3} nehmen.</translation>
  </message>
  <message>
   <source>Trained mostly on synthetic patients.</source>
   <extracomment>task-adaptive</extracomment>
   <translation>Überwiegend an synthetischen Patienten trainiert.</translation>
  </message>
  <message>
   <source>Task-adaptive, all organs</source>
   <extracomment>task-adaptive-organs</extracomment>
   <translation>Aufgabenadaptiv, alle Organe</translation>
  </message>
  <message>
   <source>Choose a segmentation in the panel Layers first.</source>
   <extracomment>task_plot</extracomment>
   <translation>Erst im Bereich Strukturen eine Segmentierung wählen.</translation>
  </message>
  <message>
   <source>How labels are compared</source>
   <extracomment>task_plot</extracomment>
   <translation>Wie Label verglichen werden</translation>
  </message>
  <message>
   <source>Labels found at eight doses from 1 to 100 %, against those that the same segmenter finds in the loaded slice; the dashed line is the tolerance. Stable is not correct: what never changes is stable too.</source>
   <extracomment>task_plot</extracomment>
   <translation>Label bei acht Dosen von 1 bis 100 %, gegen die, die derselbe Segmentierer in der geladenen Schicht findet; die gestrichelte Linie ist die Toleranz. Stabil heißt nicht richtig: was sich nie ändert, ist auch stabil.</translation>
  </message>
  <message>
   <source>No pane shows the patient at a lower dose. Choose a method for one.</source>
   <extracomment>task_plot</extracomment>
   <translation>Kein Bildfeld zeigt den Patienten bei niedrigerer Dosis. Für eines eine Methode wählen.</translation>
  </message>
  <message>
   <source>Press Compute to find the labels at eight doses.</source>
   <extracomment>task_plot</extracomment>
   <translation>„Rechnen“ drücken, um die Label bei acht Dosen zu finden.</translation>
  </message>
  <message>
   <source>Task stability</source>
   <extracomment>task_plot</extracomment>
   <translation>Aufgabenstabilität</translation>
  </message>
  <message>
   <source>The label that is followed</source>
   <extracomment>task_plot</extracomment>
   <translation>Das Label, das verfolgt wird</translation>
  </message>
  <message>
   <source>The value up to which a change is tolerated</source>
   <extracomment>task_plot</extracomment>
   <translation>Der Wert, bis zu dem eine Änderung hingenommen wird</translation>
  </message>
  <message>
   <source>Tolerance</source>
   <extracomment>task_plot</extracomment>
   <translation>Toleranz</translation>
  </message>
  <message>
   <source>{0}, seed {1}, against the labels of the loaded slice.</source>
   <extracomment>task_plot</extracomment>
   <translation>{0}, Startwert {1}, gegen die Label der geladenen Schicht.</translation>
  </message>
  <message>
   <source>Area change</source>
   <extracomment>task_stability</extracomment>
   <translation>Flächenänderung</translation>
  </message>
  <message>
   <source>HD95</source>
   <extracomment>task_stability</extracomment>
   <translation>HD95</translation>
  </message>
  <message>
   <source>Slice {0}</source>
   <extracomment>task_stability</extracomment>
   <translation>Schicht {0}</translation>
  </message>
  <message>
   <source>There is no picture to segment.</source>
   <extracomment>task_stability</extracomment>
   <translation>Es gibt kein Bild zu segmentieren.</translation>
  </message>
  <message>
   <source>beyond the tolerance already at 100 % dose.</source>
   <extracomment>task_stability</extracomment>
   <translation>schon bei 100 % Dosis außerhalb der Toleranz.</translation>
  </message>
  <message>
   <source>tolerance broken below {0} dose.</source>
   <extracomment>task_stability</extracomment>
   <translation>Toleranz unter {0} Dosis verletzt.</translation>
  </message>
  <message>
   <source>within tolerance down to {0} dose.</source>
   <extracomment>task_stability</extracomment>
   <translation>innerhalb der Toleranz bis hinab zu {0} Dosis.</translation>
  </message>
  <message>
   <source>“{0}” cannot be compared in this slice. Choose another label or slice.</source>
   <extracomment>task_stability</extracomment>
   <translation>„{0}“ lässt sich in dieser Schicht nicht vergleichen. Ein anderes Label oder eine andere Schicht wählen.</translation>
  </message>
  <message>
   <source>is broken: its header lacks “{0}”</source>
   <extracomment>text_header</extracomment>
   <translation>ist defekt: im Kopf fehlt „{0}“</translation>
  </message>
  <message>
   <source>is broken: “{0}” of its header has {1} values in place of {2}</source>
   <extracomment>text_header</extracomment>
   <translation>ist defekt: „{0}“ im Kopf hat {1} Werte statt {2}</translation>
  </message>
  <message>
   <source>is broken: “{0}” of its header is no number</source>
   <extracomment>text_header</extracomment>
   <translation>ist defekt: „{0}“ im Kopf ist keine Zahl</translation>
  </message>
  <message>
   <source>is broken: “{0}” of its header is no whole number</source>
   <extracomment>text_header</extracomment>
   <translation>ist defekt: „{0}“ im Kopf ist keine ganze Zahl</translation>
  </message>
  <message>
   <source>Thumbnails</source>
   <extracomment>thumbnails</extracomment>
   <translation>Miniaturen</translation>
  </message>
  <message>
   <source>does not say where its slices lie</source>
   <extracomment>thumbnails</extracomment>
   <translation>sagt nicht, wo ihre Schichten liegen</translation>
  </message>
  <message>
   <source>has larger slices than can be read</source>
   <extracomment>thumbnails</extracomment>
   <translation>hat größere Schichten, als sich lesen lassen</translation>
  </message>
  <message>
   <source>is no picture any more</source>
   <extracomment>thumbnails</extracomment>
   <translation>ist kein Bild mehr</translation>
  </message>
  <message>
   <source>A TIFF does not say how it lies in the patient; its pages were taken as axial, the first as the lowest.</source>
   <extracomment>tiff</extracomment>
   <translation>Ein TIFF sagt nicht, wie es im Patienten liegt; die Seiten wurden als axial genommen, die erste als unterste.</translation>
  </message>
  <message>
   <source>Size{0}</source>
   <extracomment>tiff</extracomment>
   <translation>Size{0}</translation>
  </message>
  <message>
   <source>claims more than 8 GiB of voxels and was not opened</source>
   <extracomment>tiff</extracomment>
   <translation>gibt mehr als 8 GiB an Voxeln vor und wurde nicht geöffnet</translation>
  </message>
  <message>
   <source>has pages of different sizes; page {0} differs from the first</source>
   <extracomment>tiff</extracomment>
   <translation>hat Seiten verschiedener Größe; Seite {0} weicht von der ersten ab</translation>
  </message>
  <message>
   <source>holds colors, not voxel values</source>
   <extracomment>tiff</extracomment>
   <translation>enthält Farben, keine Voxelwerte</translation>
  </message>
  <message>
   <source>holds numbers of a kind that are no voxel values</source>
   <extracomment>tiff</extracomment>
   <translation>enthält Zahlen einer Art, die keine Voxelwerte sind</translation>
  </message>
  <message>
   <source>holds several channels or times; save one of them as a stack of slices</source>
   <extracomment>tiff</extracomment>
   <translation>enthält mehrere Kanäle oder Zeitpunkte; einen davon als Schichtstapel speichern</translation>
  </message>
  <message>
   <source>is broken: it is no TIFF</source>
   <extracomment>tiff</extracomment>
   <translation>ist defekt: es ist kein TIFF</translation>
  </message>
  <message>
   <source>is broken: its pages cannot be read</source>
   <extracomment>tiff</extracomment>
   <translation>ist defekt: die Seiten lassen sich nicht lesen</translation>
  </message>
  <message>
   <source>is broken: page {0} cannot be found</source>
   <extracomment>tiff</extracomment>
   <translation>ist defekt: Seite {0} lässt sich nicht finden</translation>
  </message>
  <message>
   <source>is broken: page {0} cannot be read</source>
   <extracomment>tiff</extracomment>
   <translation>ist defekt: Seite {0} lässt sich nicht lesen</translation>
  </message>
  <message>
   <source>is broken: page {0} cannot be unpacked</source>
   <extracomment>tiff</extracomment>
   <translation>ist defekt: Seite {0} lässt sich nicht entpacken</translation>
  </message>
  <message>
   <source>is broken: page {0} has another size than it says</source>
   <extracomment>tiff</extracomment>
   <translation>ist defekt: Seite {0} hat eine andere Größe, als sie sagt</translation>
  </message>
  <message>
   <source>is packed in a way that is not read here ({0}); save it unpacked</source>
   <extracomment>tiff</extracomment>
   <translation>ist auf eine hier nicht lesbare Art gepackt ({0}); ungepackt speichern</translation>
  </message>
  <message>
   <source>is truncated: it claims more voxels than it can hold</source>
   <extracomment>tiff</extracomment>
   <translation>ist abgeschnitten: gibt mehr Voxel vor, als es enthalten kann</translation>
  </message>
  <message>
   <source>is truncated: page {0} lies behind its end</source>
   <extracomment>tiff</extracomment>
   <translation>ist abgeschnitten: Seite {0} liegt hinter dem Ende</translation>
  </message>
  <message>
   <source>Cerebrospinal fluid</source>
   <extracomment>tissues</extracomment>
   <translation>Liquor</translation>
  </message>
  <message>
   <source>Choroid plexus</source>
   <extracomment>tissues</extracomment>
   <translation>Plexus choroideus</translation>
  </message>
  <message>
   <source>Gray matter</source>
   <extracomment>tissues</extracomment>
   <translation>Graue Substanz</translation>
  </message>
  <message>
   <source>Pituitary gland</source>
   <extracomment>tissues</extracomment>
   <translation>Hypophyse</translation>
  </message>
  <message>
   <source>White matter</source>
   <extracomment>tissues</extracomment>
   <translation>Weiße Substanz</translation>
  </message>
  <message>
   <source>Fill of the label overlay in percent; outlines stay (Q, Shift Q)</source>
   <extracomment>tool_bar</extracomment>
   <translation>Füllung der Label-Überlagerung in Prozent; Umrisse bleiben (Q, Umschalt Q)</translation>
  </message>
  <message>
   <source>Layout: rows and columns of panes, 1 × 1 to 3 × 3</source>
   <extracomment>tool_bar</extracomment>
   <translation>Anordnung: Zeilen und Spalten von Bildfeldern, 1 × 1 bis 3 × 3</translation>
  </message>
  <message>
   <source>Measuring tools</source>
   <extracomment>tool_bar</extracomment>
   <translation>Messwerkzeuge</translation>
  </message>
  <message>
   <source>More tools</source>
   <extracomment>tool_bar</extracomment>
   <translation>Weitere Werkzeuge</translation>
  </message>
  <message>
   <source>Overlay fill</source>
   <extracomment>tool_bar</extracomment>
   <translation>Füllung der Überlagerung</translation>
  </message>
  <message>
   <source>Regions, ruler (D), angle (A), line profile (L)</source>
   <extracomment>tool_bar</extracomment>
   <translation>Regionen, Lineal (D), Winkel (A), Linienprofil (L)</translation>
  </message>
  <message>
   <source>Tools</source>
   <extracomment>tool_bar</extracomment>
   <translation>Werkzeuge</translation>
  </message>
  <message>
   <source>Tools without room</source>
   <extracomment>tool_bar</extracomment>
   <translation>Werkzeuge, für die kein Platz ist</translation>
  </message>
  <message>
   <source>Regions and marks are drawn along the axes; choose axial, coronal or sagittal first.</source>
   <extracomment>tools</extracomment>
   <translation>Regionen und Markierungen werden entlang der Achsen gezeichnet; erst axial, koronal oder sagittal wählen.</translation>
  </message>
  <message>
   <source>Turn oblique cut</source>
   <extracomment>tools</extracomment>
   <translation>Schrägen Schnitt drehen</translation>
  </message>
  <message>
   <source>Computes on {0}. {1}</source>
   <extracomment>top_bar</extracomment>
   <translation>Rechnet auf {0}. {1}</translation>
  </message>
  <message>
   <source>Physics</source>
   <extracomment>top_bar</extracomment>
   <translation>Physik</translation>
  </message>
  <message>
   <source>Pictures and data; the numbers are put away</source>
   <extracomment>top_bar</extracomment>
   <translation>Bilder und Daten; ohne die Zahlen</translation>
  </message>
  <message>
   <source>Pictures, numbers and plots</source>
   <extracomment>top_bar</extracomment>
   <translation>Bilder, Zahlen und Diagramme</translation>
  </message>
  <message>
   <source>Review</source>
   <extracomment>top_bar</extracomment>
   <translation>Betrachten</translation>
  </message>
  <message>
   <source>Scans before and after contrast agent, and lower doses of it</source>
   <extracomment>top_bar</extracomment>
   <translation>Aufnahmen vor und nach Kontrastmittel, und niedrigere Dosen davon</translation>
  </message>
  <message>
   <source>Studies of many cells, and what a dose proposal stands on (Ctrl+Shift+J)</source>
   <extracomment>top_bar</extracomment>
   <translation>Studien aus vielen Zellen, und worauf ein Dosisvorschlag beruht (Strg+Umschalt+J)</translation>
  </message>
  <message>
   <source>Trainings: start one, follow it, compare its model (Ctrl+J)</source>
   <extracomment>top_bar</extracomment>
   <translation>Trainings: starten, verfolgen, Modell vergleichen (Strg+J)</translation>
  </message>
  <message>
   <source>Workspace</source>
   <extracomment>top_bar</extracomment>
   <translation>Arbeitsbereich</translation>
  </message>
  <message>
   <source>Checkpoints</source>
   <extracomment>train_aside</extracomment>
   <translation>Sicherungspunkte</translation>
  </message>
  <message>
   <source>Log of the training</source>
   <extracomment>train_aside</extracomment>
   <translation>Protokoll des Trainings</translation>
  </message>
  <message>
   <source>Nothing was printed.</source>
   <extracomment>train_aside</extracomment>
   <translation>Nichts wurde ausgegeben.</translation>
  </message>
  <message>
   <source>Settings of the training</source>
   <extracomment>train_aside</extracomment>
   <translation>Einstellungen des Trainings</translation>
  </message>
  <message>
   <source>The last lines that the training printed</source>
   <extracomment>train_aside</extracomment>
   <translation>Die letzten Zeilen, die das Training ausgegeben hat</translation>
  </message>
  <message>
   <source>What resuming goes on from; each stage keeps its newest one</source>
   <extracomment>train_aside</extracomment>
   <translation>Von wo das Fortsetzen weitergeht; jede Stufe behält ihren neuesten</translation>
  </message>
  <message>
   <source>{0} over the steps of the training. Newest: {1}</source>
   <extracomment>train_curves</extracomment>
   <translation>{0} über die Schritte des Trainings. Neuester Wert: {1}</translation>
  </message>
  <message>
   <source>A training runs</source>
   <extracomment>train_desk</extracomment>
   <translation>Ein Training läuft</translation>
  </message>
  <message>
   <source>Close, training goes on</source>
   <extracomment>train_desk</extracomment>
   <translation>Schließen, Training läuft weiter</translation>
  </message>
  <message>
   <source>Delete training</source>
   <extracomment>train_desk</extracomment>
   <translation>Training löschen</translation>
  </message>
  <message>
   <source>Keep</source>
   <extracomment>train_desk</extracomment>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Stay</source>
   <extracomment>train_desk</extracomment>
   <translation>Bleiben</translation>
  </message>
  <message>
   <source>Stop training</source>
   <extracomment>train_desk</extracomment>
   <translation>Training anhalten</translation>
  </message>
  <message>
   <source>The model of {0} is gone; train it again.</source>
   <extracomment>train_desk</extracomment>
   <translation>Das Modell von {0} ist weg; nochmals trainieren.</translation>
  </message>
  <message>
   <source>The training {0} will be deleted with all that it made. That cannot be undone.</source>
   <extracomment>train_desk</extracomment>
   <translation>Das Training {0} wird mit allem gelöscht, was es erzeugt hat. Das lässt sich nicht rückgängig machen.</translation>
  </message>
  <message>
   <source>{0} is ready. Open a case to see it.</source>
   <extracomment>train_desk</extracomment>
   <translation>{0} ist bereit. Einen Fall öffnen, um es zu sehen.</translation>
  </message>
  <message>
   <source>{0} on this machine. Closing the window does not stop that.</source>
   <extracomment>train_desk</extracomment>
   <translation>{0} auf diesem Rechner. Das Schließen des Fensters hält das nicht an.</translation>
  </message>
  <message>
   <source>{0} trainings run</source>
   <extracomment>train_desk</extracomment>
   <translation>{0} Trainings laufen</translation>
  </message>
  <message>
   <source>It runs in the background and goes on when the window is closed.</source>
   <extracomment>train_dialog</extracomment>
   <translation>Es läuft im Hintergrund und geht weiter, wenn das Fenster geschlossen wird.</translation>
  </message>
  <message>
   <source>More settings</source>
   <extracomment>train_dialog</extracomment>
   <translation>Mehr Einstellungen</translation>
  </message>
  <message>
   <source>No recipe can run here: {}.</source>
   <extracomment>train_dialog</extracomment>
   <translation>Hier kann kein Rezept laufen: {}.</translation>
  </message>
  <message>
   <source>Slurm and Ray take it where their commands are installed and the nodes see its folder.</source>
   <extracomment>train_dialog</extracomment>
   <translation>Slurm und Ray nehmen es an, wo ihre Befehle installiert sind und die Knoten seinen Ordner sehen.</translation>
  </message>
  <message>
   <source>Start training</source>
   <extracomment>train_dialog</extracomment>
   <translation>Training starten</translation>
  </message>
  <message>
   <source>The same seed gives the same weights.</source>
   <extracomment>train_dialog</extracomment>
   <translation>Gleicher Startwert, gleiche Gewichte.</translation>
  </message>
  <message>
   <source>This machine</source>
   <extracomment>train_dialog</extracomment>
   <translation>Dieser Rechner</translation>
  </message>
  <message>
   <source>Threads, GPUs, memory</source>
   <extracomment>train_dialog</extracomment>
   <translation>Threads, GPUs, Speicher</translation>
  </message>
  <message>
   <source>What is trained, and how</source>
   <extracomment>train_dialog</extracomment>
   <translation>Was trainiert wird, und wie</translation>
  </message>
  <message>
   <source>no plug-in brings one</source>
   <extracomment>train_dialog</extracomment>
   <translation>kein Plug-in bringt eines mit</translation>
  </message>
  <message>
   <source>{0}: there is no folder {1}; choose another one.</source>
   <extracomment>train_dialog</extracomment>
   <translation>{0}: es gibt keinen Ordner {1}; einen anderen wählen.</translation>
  </message>
  <message>
   <source>Curves appear with the first steps.</source>
   <extracomment>train_job</extracomment>
   <translation>Kurven erscheinen mit den ersten Schritten.</translation>
  </message>
  <message>
   <source>Delete the training with its model, pictures and log</source>
   <extracomment>train_job</extracomment>
   <translation>Das Training mit Modell, Bildern und Protokoll löschen</translation>
  </message>
  <message>
   <source>Delete…</source>
   <extracomment>train_job</extracomment>
   <translation>Löschen…</translation>
  </message>
  <message>
   <source>Go on from where the training was saved</source>
   <extracomment>train_job</extracomment>
   <translation>Dort weitermachen, wo das Training gespeichert wurde</translation>
  </message>
  <message>
   <source>Nothing was measured.</source>
   <extracomment>train_job</extracomment>
   <translation>Nichts wurde gemessen.</translation>
  </message>
  <message>
   <source>Put the trained model into a pane; the reference stays</source>
   <extracomment>train_job</extracomment>
   <translation>Das trainierte Modell in ein Bildfeld setzen; die Referenz bleibt</translation>
  </message>
  <message>
   <source>Show the folder of the training with its models, pictures and log</source>
   <extracomment>train_job</extracomment>
   <translation>Den Ordner des Trainings mit Modellen, Bildern und Protokoll zeigen</translation>
  </message>
  <message>
   <source>Stop the training; it saves first and can be resumed</source>
   <extracomment>train_job</extracomment>
   <translation>Das Training anhalten; es speichert zuvor und lässt sich fortsetzen</translation>
  </message>
  <message>
   <source>Trainings</source>
   <extracomment>train_list</extracomment>
   <translation>Trainings</translation>
  </message>
  <message>
   <source>Free</source>
   <extracomment>train_memory</extracomment>
   <translation>Frei</translation>
  </message>
  <message>
   <source>Others</source>
   <extracomment>train_memory</extracomment>
   <translation>Andere</translation>
  </message>
  <message>
   <source>Program</source>
   <extracomment>train_memory</extracomment>
   <translation>Programm</translation>
  </message>
  <message>
   <source>This training</source>
   <extracomment>train_memory</extracomment>
   <translation>Dieses Training</translation>
  </message>
  <message>
   <source>Choose a recipe and start (Ctrl+T)</source>
   <extracomment>train_page</extracomment>
   <translation>Ein Rezept wählen und starten (Strg+T)</translation>
  </message>
  <message>
   <source>Looking for trainings…</source>
   <extracomment>train_page</extracomment>
   <translation>Trainings werden gesucht…</translation>
  </message>
  <message>
   <source>No training yet</source>
   <extracomment>train_page</extracomment>
   <translation>Noch kein Training</translation>
  </message>
  <message>
   <source>Start one to teach a network on synthetic patients at a low dose. It runs in the background, also when the window is closed; its model then stands among the methods of every pane.</source>
   <extracomment>train_page</extracomment>
   <translation>Eines starten, um ein Netz an synthetischen Patienten bei niedriger Dosis zu trainieren. Es läuft im Hintergrund, auch bei geschlossenem Fenster; sein Modell steht dann unter den Methoden jedes Bildfelds.</translation>
  </message>
  <message>
   <source>Example at step {0}</source>
   <extracomment>train_pictures</extracomment>
   <translation>Beispiel bei Schritt {0}</translation>
  </message>
  <message>
   <source>Go back to earlier example pictures; at the right end the newest</source>
   <extracomment>train_pictures</extracomment>
   <translation>Zurück zu früheren Beispielbildern; ganz rechts die neuesten</translation>
  </message>
  <message>
   <source>Moment of the example pictures</source>
   <extracomment>train_pictures</extracomment>
   <translation>Zeitpunkt der Beispielbilder</translation>
  </message>
  <message>
   <source>this machine</source>
   <extracomment>train_settings</extracomment>
   <translation>dieser Rechner</translation>
  </message>
  <message>
   <source> at step {0}</source>
   <extracomment>train_words</extracomment>
   <translation> bei Schritt {0}</translation>
  </message>
  <message>
   <source> of stage {0}</source>
   <extracomment>train_words</extracomment>
   <translation> der Stufe {0}</translation>
  </message>
  <message>
   <source>Cancelled</source>
   <extracomment>train_words</extracomment>
   <translation>Abgebrochen</translation>
  </message>
  <message>
   <source>Cancelled{0}</source>
   <extracomment>train_words</extracomment>
   <translation>Abgebrochen{0}</translation>
  </message>
  <message>
   <source>Crashed</source>
   <extracomment>train_words</extracomment>
   <translation>Abgestürzt</translation>
  </message>
  <message>
   <source>Done {0}</source>
   <extracomment>train_words</extracomment>
   <translation>Fertig {0}</translation>
  </message>
  <message>
   <source>Finished</source>
   <extracomment>train_words</extracomment>
   <translation>Beendet</translation>
  </message>
  <message>
   <source>No news</source>
   <extracomment>train_words</extracomment>
   <translation>Keine Nachricht</translation>
  </message>
  <message>
   <source>No news for {0}</source>
   <extracomment>train_words</extracomment>
   <translation>Keine Nachricht seit {0}</translation>
  </message>
  <message>
   <source>Now</source>
   <extracomment>train_words</extracomment>
   <translation>Jetzt</translation>
  </message>
  <message>
   <source>Running</source>
   <extracomment>train_words</extracomment>
   <translation>Läuft</translation>
  </message>
  <message>
   <source>Stage {0}, step {1}</source>
   <extracomment>train_words</extracomment>
   <translation>Stufe {0}, Schritt {1}</translation>
  </message>
  <message>
   <source>Starting</source>
   <extracomment>train_words</extracomment>
   <translation>Startet</translation>
  </message>
  <message>
   <source>Step {0}</source>
   <extracomment>train_words</extracomment>
   <translation>Schritt {0}</translation>
  </message>
  <message>
   <source>Step {0} of {1}{2}</source>
   <extracomment>train_words</extracomment>
   <translation>Schritt {0} von {1}{2}</translation>
  </message>
  <message>
   <source>Waiting</source>
   <extracomment>train_words</extracomment>
   <translation>Wartend</translation>
  </message>
  <message>
   <source>model ready</source>
   <extracomment>train_words</extracomment>
   <translation>Modell bereit</translation>
  </message>
  <message>
   <source>worked {0}</source>
   <extracomment>train_words</extracomment>
   <translation>{0} gerechnet</translation>
  </message>
  <message>
   <source>{0} left in this stage</source>
   <extracomment>train_words</extracomment>
   <translation>noch {0} in dieser Stufe</translation>
  </message>
  <message>
   <source>{0} steps/s</source>
   <extracomment>train_words</extracomment>
   <translation>{0} Schritte/s</translation>
  </message>
  <message>
   <source>The disc has no contrast to its surroundings.</source>
   <extracomment>transfer</extracomment>
   <translation>Die Scheibe hat keinen Kontrast zu ihrer Umgebung.</translation>
  </message>
  <message>
   <source>The edge needs six pixels of its surroundings, and no more than its radius.</source>
   <extracomment>transfer</extracomment>
   <translation>Die Kante braucht sechs Pixel ihrer Umgebung, und nicht mehr als ihren Radius.</translation>
  </message>
  <message>
   <source>The {0} {1} do not fit (n, {2}, {3}).</source>
   <extracomment>transform</extracomment>
   <translation>Die {0} {1} passen nicht zu (n, {2}, {3}).</translation>
  </message>
  <message>
   <source>% full</source>
   <extracomment>translations</extracomment>
   <translation>% voll</translation>
  </message>
  <message>
   <source>1 file was</source>
   <extracomment>translations</extracomment>
   <translation>1 Datei wurde</translation>
  </message>
  <message>
   <source>1 image lies</source>
   <extracomment>translations</extracomment>
   <translation>1 Bild liegt</translation>
  </message>
  <message>
   <source>1 image of this series differs</source>
   <extracomment>translations</extracomment>
   <translation>1 Bild dieser Serie unterscheidet sich</translation>
  </message>
  <message>
   <source>1 slice empty</source>
   <extracomment>translations</extracomment>
   <translation>1 Schicht leer</translation>
  </message>
  <message>
   <source>1 slice is</source>
   <extracomment>translations</extracomment>
   <translation>1 Schicht fehlt</translation>
  </message>
  <message>
   <source>95 % quantile before contrast</source>
   <extracomment>translations</extracomment>
   <translation>95-%-Quantil vor Kontrastmittel</translation>
  </message>
  <message>
   <source>A file</source>
   <extracomment>translations</extracomment>
   <translation>Eine Datei</translation>
  </message>
  <message>
   <source>Advisors</source>
   <extracomment>translations</extracomment>
   <translation>Ratgeber</translation>
  </message>
  <message>
   <source>Apr {0}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Apr.</translation>
  </message>
  <message>
   <source>Apr {0}, {1}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Apr. {1}</translation>
  </message>
  <message>
   <source>Aug {0}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Aug.</translation>
  </message>
  <message>
   <source>Aug {0}, {1}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Aug. {1}</translation>
  </message>
  <message>
   <source>CPU, {0} cores</source>
   <extracomment>translations</extracomment>
   <translation>CPU, {0} Kerne</translation>
  </message>
  <message>
   <source>Dec {0}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Dez.</translation>
  </message>
  <message>
   <source>Dec {0}, {1}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Dez. {1}</translation>
  </message>
  <message>
   <source>Denoisers</source>
   <extracomment>translations</extracomment>
   <translation>Entrauscher</translation>
  </message>
  <message>
   <source>Feb {0}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Feb.</translation>
  </message>
  <message>
   <source>Feb {0}, {1}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Feb. {1}</translation>
  </message>
  <message>
   <source>Jan {0}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Jan.</translation>
  </message>
  <message>
   <source>Jan {0}, {1}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Jan. {1}</translation>
  </message>
  <message>
   <source>Jul {0}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Juli</translation>
  </message>
  <message>
   <source>Jul {0}, {1}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Juli {1}</translation>
  </message>
  <message>
   <source>Jun {0}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Juni</translation>
  </message>
  <message>
   <source>Jun {0}, {1}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Juni {1}</translation>
  </message>
  <message>
   <source>Lesion {0}: {1} mm, {2} mmol/L</source>
   <extracomment>translations</extracomment>
   <translation>Läsion {0}: {1} mm, {2} mmol/L</translation>
  </message>
  <message>
   <source>Lesion {0}: {1} mm, {2} mmol/L, ring</source>
   <extracomment>translations</extracomment>
   <translation>Läsion {0}: {1} mm, {2} mmol/L, Ring</translation>
  </message>
  <message>
   <source>Loaders</source>
   <extracomment>translations</extracomment>
   <translation>Lader</translation>
  </message>
  <message>
   <source>Mar {0}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. März</translation>
  </message>
  <message>
   <source>Mar {0}, {1}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. März {1}</translation>
  </message>
  <message>
   <source>May {0}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Mai</translation>
  </message>
  <message>
   <source>May {0}, {1}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Mai {1}</translation>
  </message>
  <message>
   <source>Metrics</source>
   <extracomment>translations</extracomment>
   <translation>Maße</translation>
  </message>
  <message>
   <source>Nov {0}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Nov.</translation>
  </message>
  <message>
   <source>Nov {0}, {1}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Nov. {1}</translation>
  </message>
  <message>
   <source>Oct {0}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Okt.</translation>
  </message>
  <message>
   <source>Oct {0}, {1}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Okt. {1}</translation>
  </message>
  <message>
   <source>Opened</source>
   <extracomment>translations</extracomment>
   <translation>Geöffnet</translation>
  </message>
  <message>
   <source>Outside the training range: {0} of the standard dose (trained with {1} to {2}).</source>
   <extracomment>translations</extracomment>
   <translation>Außerhalb des Trainingsbereichs: {0} der Standarddosis (trainiert mit {1} bis {2}).</translation>
  </message>
  <message>
   <source>Outside the training range: {0} of the standard dose (trained with {1} to {2}); {3}.</source>
   <extracomment>translations</extracomment>
   <translation>Außerhalb des Trainingsbereichs: {0} der Standarddosis (trainiert mit {1} bis {2}); {3}.</translation>
  </message>
  <message>
   <source>PC {0} follows {1}, r = {2}.</source>
   <extracomment>translations</extracomment>
   <translation>PC {0} folgt: {1}, r = {2}.</translation>
  </message>
  <message>
   <source>Recipes</source>
   <extracomment>translations</extracomment>
   <translation>Rezepte</translation>
  </message>
  <message>
   <source>Reconstructors</source>
   <extracomment>translations</extracomment>
   <translation>Rekonstruktoren</translation>
  </message>
  <message>
   <source>Segmenters</source>
   <extracomment>translations</extracomment>
   <translation>Segmentierer</translation>
  </message>
  <message>
   <source>Sep {0}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Sept.</translation>
  </message>
  <message>
   <source>Sep {0}, {1}</source>
   <extracomment>translations</extracomment>
   <translation>{0}. Sept. {1}</translation>
  </message>
  <message>
   <source>Series</source>
   <extracomment>translations</extracomment>
   <translation>Serie</translation>
  </message>
  <message>
   <source>Simulators</source>
   <extracomment>translations</extracomment>
   <translation>Simulatoren</translation>
  </message>
  <message>
   <source>a = {0}, seed {1}</source>
   <extracomment>translations</extracomment>
   <translation>a = {0}, Startwert {1}</translation>
  </message>
  <message>
   <source>after</source>
   <extracomment>translations</extracomment>
   <translation>nach</translation>
  </message>
  <message>
   <source>as loaded</source>
   <extracomment>translations</extracomment>
   <translation>wie geladen</translation>
  </message>
  <message>
   <source>background</source>
   <extracomment>translations</extracomment>
   <translation>Hintergrund</translation>
  </message>
  <message>
   <source>before</source>
   <extracomment>translations</extracomment>
   <translation>vor</translation>
  </message>
  <message>
   <source>bone</source>
   <extracomment>translations</extracomment>
   <translation>Knochen</translation>
  </message>
  <message>
   <source>dose</source>
   <extracomment>translations</extracomment>
   <translation>Dosis</translation>
  </message>
  <message>
   <source>estimated from {0} patches; {1}</source>
   <extracomment>translations</extracomment>
   <translation>aus {0} Flächen geschätzt; {1}</translation>
  </message>
  <message>
   <source>field</source>
   <extracomment>translations</extracomment>
   <translation>Feldstärke</translation>
  </message>
  <message>
   <source>holds no projections: neither /exchange/data nor observations of LoDoPaB-CT</source>
   <extracomment>translations</extracomment>
   <translation>enthält keine Projektionen: weder /exchange/data noch Beobachtungen von LoDoPaB-CT</translation>
  </message>
  <message>
   <source>lesion</source>
   <extracomment>translations</extracomment>
   <translation>Läsion</translation>
  </message>
  <message>
   <source>localizer</source>
   <extracomment>translations</extracomment>
   <translation>Übersichtsaufnahme</translation>
  </message>
  <message>
   <source>lung</source>
   <extracomment>translations</extracomment>
   <translation>Lunge</translation>
  </message>
  <message>
   <source>noise</source>
   <extracomment>translations</extracomment>
   <translation>Rauschen</translation>
  </message>
  <message>
   <source>noise-free</source>
   <extracomment>translations</extracomment>
   <translation>rauschfrei</translation>
  </message>
  <message>
   <source>r1 of {0} L/(mmol·s) (trained with {1} to {2}); {3}</source>
   <extracomment>translations</extracomment>
   <translation>r1 von {0} L/(mmol·s) (trainiert mit {1} bis {2}); {3}</translation>
  </message>
  <message>
   <source>soft tissue</source>
   <extracomment>translations</extracomment>
   <translation>Weichteile</translation>
  </message>
  <message>
   <source>tilt {0}°</source>
   <extracomment>translations</extracomment>
   <translation>Neigung {0}°</translation>
  </message>
  <message>
   <source>tilt {0}°, straightened</source>
   <extracomment>translations</extracomment>
   <translation>Neigung {0}°, aufgerichtet</translation>
  </message>
  <message>
   <source>today, {0}</source>
   <extracomment>translations</extracomment>
   <translation>heute, {0}</translation>
  </message>
  <message>
   <source>vessels</source>
   <extracomment>translations</extracomment>
   <translation>Gefäße</translation>
  </message>
  <message>
   <source>voxels of {0} mm (trained with up to {1} mm); {2}</source>
   <extracomment>translations</extracomment>
   <translation>Voxel von {0} mm (trainiert bis {1} mm); {2}</translation>
  </message>
  <message>
   <source>yesterday</source>
   <extracomment>translations</extracomment>
   <translation>gestern</translation>
  </message>
  <message>
   <source>{0} (recorded: {1})</source>
   <extracomment>translations</extracomment>
   <translation>{0} (aufgezeichnet: {1})</translation>
  </message>
  <message>
   <source>{0} Dice {1}</source>
   <extracomment>translations</extracomment>
   <translation>{0} Dice {1}</translation>
  </message>
  <message>
   <source>{0} T (trained at {1} and {2} T)</source>
   <extracomment>translations</extracomment>
   <translation>{0} T (trainiert bei {1} und {2} T)</translation>
  </message>
  <message>
   <source>{0} T (trained at {1} and {2} T); {3}</source>
   <extracomment>translations</extracomment>
   <translation>{0} T (trainiert bei {1} und {2} T); {3}</translation>
  </message>
  <message>
   <source>{0} files were</source>
   <extracomment>translations</extracomment>
   <translation>{0} Dateien wurden</translation>
  </message>
  <message>
   <source>{0} images lie</source>
   <extracomment>translations</extracomment>
   <translation>{0} Bilder liegen</translation>
  </message>
  <message>
   <source>{0} images of this series differ</source>
   <extracomment>translations</extracomment>
   <translation>{0} Bilder dieser Serie unterscheiden sich</translation>
  </message>
  <message>
   <source>{0} of {1} predictions</source>
   <extracomment>translations</extracomment>
   <translation>{0} von {1} Vorhersagen</translation>
  </message>
  <message>
   <source>{0} slices are</source>
   <extracomment>translations</extracomment>
   <translation>{0} Schichten fehlen</translation>
  </message>
  <message>
   <source>{0} slices empty</source>
   <extracomment>translations</extracomment>
   <translation>{0} Schichten leer</translation>
  </message>
  <message>
   <source>{0} × {1} pixels</source>
   <extracomment>translations</extracomment>
   <translation>{0} × {1} Pixel</translation>
  </message>
  <message>
   <source>{0} − reference</source>
   <extracomment>translations</extracomment>
   <translation>{0} − Referenz</translation>
  </message>
  <message>
   <source>{0}, {1} % at {2} T</source>
   <extracomment>translations</extracomment>
   <translation>{0}, {1} % bei {2} T</translation>
  </message>
  <message>
   <source>{0}, {1} views</source>
   <extracomment>translations</extracomment>
   <translation>{0}, {1} Projektionen</translation>
  </message>
  <message>
   <source>{0}, {1} × {2} × {3} mm, in {4}.</source>
   <extracomment>translations</extracomment>
   <translation>{0}, {1} × {2} × {3} mm, in {4}.</translation>
  </message>
  <message>
   <source>{0}, {1}, {2} × {3} × {4} mm, in {5}.</source>
   <extracomment>translations</extracomment>
   <translation>{0}, {1}, {2} × {3} × {4} mm, in {5}.</translation>
  </message>
  <message>
   <source>σₑ = {0}, seed {1}</source>
   <extracomment>translations</extracomment>
   <translation>σₑ = {0}, Startwert {1}</translation>
  </message>
  <message>
   <source>“{0}”{1} {2}</source>
   <extracomment>translations</extracomment>
   <translation>„{0}“{1} {2}</translation>
  </message>
  <message>
   <source>has a name that may not be a file's</source>
   <extracomment>unpacked</extracomment>
   <translation>hat einen Namen, den keine Datei haben darf</translation>
  </message>
  <message>
   <source>is larger than the archive says</source>
   <extracomment>unpacked</extracomment>
   <translation>ist größer, als das Archiv sagt</translation>
  </message>
  <message>
   <source>“{0}” could not be unpacked ({1}); unpack it by hand.</source>
   <extracomment>unpacked</extracomment>
   <translation>„{0}“ ließ sich nicht entpacken ({1}); von Hand entpacken.</translation>
  </message>
  <message>
   <source>“{0}” in the archive {1}.</source>
   <extracomment>unpacked</extracomment>
   <translation>„{0}“ im Archiv {1}.</translation>
  </message>
  <message>
   <source>“{0}” is an archive without files.</source>
   <extracomment>unpacked</extracomment>
   <translation>„{0}“ ist ein Archiv ohne Dateien.</translation>
  </message>
  <message>
   <source>“{0}” is broken: its directory does not make sense.</source>
   <extracomment>unpacked</extracomment>
   <translation>„{0}“ ist defekt: das Verzeichnis ergibt keinen Sinn.</translation>
  </message>
  <message>
   <source>“{0}” unpacks to {1} GB and {2} GB are free; make room on the disk.</source>
   <extracomment>unpacked</extracomment>
   <translation>„{0}“ entpackt sich zu {1} GB, und {2} GB sind frei; Platz auf dem Datenträger schaffen.</translation>
  </message>
  <message>
   <source>What a cell says of its photons is damaged; compute the cell again.</source>
   <extracomment>used</extracomment>
   <translation>Was eine Zelle über ihre Photonen sagt, ist beschädigt; die Zelle noch einmal berechnen.</translation>
  </message>
  <message>
   <source>scanner model</source>
   <extracomment>used</extracomment>
   <translation>Scannermodell</translation>
  </message>
  <message>
   <source>Drawing noise {0} of {1} at {2} %</source>
   <extracomment>validation</extracomment>
   <translation>Rauschen {0} von {1} bei {2} %</translation>
  </message>
  <message>
   <source>Give at least one scan at a lower dose than the reference.</source>
   <extracomment>validation</extracomment>
   <translation>Mindestens einen Scan mit niedrigerer Dosis als die Referenz angeben.</translation>
  </message>
  <message>
   <source>the reference</source>
   <extracomment>validation</extracomment>
   <translation>der Referenz</translation>
  </message>
  <message>
   <source>{0} has {1} % of the reference's dose; the reference has to be the scan of the highest dose.</source>
   <extracomment>validation</extracomment>
   <translation>{0} hat {1} % der Dosis der Referenz; die Referenz muss der Scan mit der höchsten Dosis sein.</translation>
  </message>
  <message>
   <source>{0} was made on another scanner than the reference.</source>
   <extracomment>validation_scans</extracomment>
   <translation>{0} entstand an einem anderen Scanner als die Referenz.</translation>
  </message>
  <message>
   <source>{0} was made with another tube voltage than the reference.</source>
   <extracomment>validation_scans</extracomment>
   <translation>{0} entstand mit einer anderen Röhrenspannung als die Referenz.</translation>
  </message>
  <message>
   <source>{0} was reconstructed with another kernel than the reference.</source>
   <extracomment>validation_scans</extracomment>
   <translation>{0} wurde mit einem anderen Kernel rekonstruiert als die Referenz.</translation>
  </message>
  <message>
   <source>At {0} % the simulation is too noisy in the middle against the edge: there is less electronic noise, or more of a bowtie filter.</source>
   <extracomment>validation_words</extracomment>
   <translation>Bei {0} % ist die Simulation in der Mitte gegenüber dem Rand zu verrauscht: Es gibt weniger elektronisches Rauschen oder mehr Bowtie-Filter.</translation>
  </message>
  <message>
   <source>At {0} % the simulation is too quiet in the middle against the edge: there is more electronic noise, or less of a bowtie filter.</source>
   <extracomment>validation_words</extracomment>
   <translation>Bei {0} % ist die Simulation in der Mitte gegenüber dem Rand zu rauscharm: Es gibt mehr elektronisches Rauschen oder weniger Bowtie-Filter.</translation>
  </message>
  <message>
   <source>By its noise alone the scan had {0} % of the dose, not {1} %: check the mAs, or fit the electronic noise.</source>
   <extracomment>validation_words</extracomment>
   <translation>Nach seinem Rauschen allein hatte der Scan {0} % der Dosis, nicht {1} %: die mAs prüfen oder das elektronische Rauschen anpassen.</translation>
  </message>
  <message>
   <source>Fit the photons to these scans, and compare again.</source>
   <extracomment>validation_words</extracomment>
   <translation>Die Photonen an diese Scans anpassen und nochmals vergleichen.</translation>
  </message>
  <message>
   <source>Fitted to these scans: {0} photons per ray ± {1} %, not {2}; electronic noise {3} photons, not {4} (95 %: {5} to {6}).</source>
   <extracomment>validation_words</extracomment>
   <translation>An diese Scans angepasst: {0} Photonen je Strahl ± {1} %, nicht {2}; elektronisches Rauschen {3} Photonen, nicht {4} (95 %: {5} bis {6}).</translation>
  </message>
  <message>
   <source>It does not pass</source>
   <extracomment>validation_words</extracomment>
   <translation>Nicht bestanden</translation>
  </message>
  <message>
   <source>It does not pass with fitted photons</source>
   <extracomment>validation_words</extracomment>
   <translation>Auch mit angepassten Photonen nicht bestanden</translation>
  </message>
  <message>
   <source>It passes</source>
   <extracomment>validation_words</extracomment>
   <translation>Bestanden</translation>
  </message>
  <message>
   <source>It passes with fitted photons</source>
   <extracomment>validation_words</extracomment>
   <translation>Mit angepassten Photonen bestanden</translation>
  </message>
  <message>
   <source>Reconstruct all scans with the same kernel and by filtered back-projection, without iterative reconstruction or denoising.</source>
   <extracomment>validation_words</extracomment>
   <translation>Alle Scans mit demselben Kernel und durch gefilterte Rückprojektion rekonstruieren, ohne iterative Rekonstruktion oder Entrauschen.</translation>
  </message>
  <message>
   <source>SDs were {0} % from 1 on average, and are {1} % after the fit.</source>
   <extracomment>validation_words</extracomment>
   <translation>Die SDs lagen im Mittel {0} % von 1 entfernt und liegen nach der Anpassung bei {1} %.</translation>
  </message>
  <message>
   <source>Some regions are too small to tell; draw larger ones, or take more slices or repeats.</source>
   <extracomment>validation_words</extracomment>
   <translation>Manche Regionen sind für ein Urteil zu klein; größere zeichnen oder mehr Schichten oder Wiederholungen nehmen.</translation>
  </message>
  <message>
   <source>The fit brings nothing; the scan stays as it was.</source>
   <extracomment>validation_words</extracomment>
   <translation>Die Anpassung bringt nichts; der Scan bleibt, wie er war.</translation>
  </message>
  <message>
   <source>The scans do not tell another electronic noise, so it stays; lower doses would tell more.</source>
   <extracomment>validation_words</extracomment>
   <translation>Die Scans verraten kein anderes elektronisches Rauschen, darum bleibt es; niedrigere Dosen würden mehr verraten.</translation>
  </message>
  <message>
   <source>The simulated noise is coarser than the real one.</source>
   <extracomment>validation_words</extracomment>
   <translation>Das simulierte Rauschen ist gröber als das echte.</translation>
  </message>
  <message>
   <source>The simulated noise is finer than the real one.</source>
   <extracomment>validation_words</extracomment>
   <translation>Das simulierte Rauschen ist feiner als das echte.</translation>
  </message>
  <message>
   <source>{0} % of the real noise power, {1} % of the simulated one, lies beyond the Nyquist frequency along the diagonals, which the program's rays do not carry: reconstruct with a softer kernel or smaller pixels.</source>
   <extracomment>validation_words</extracomment>
   <translation>{0} % der echten und {1} % der simulierten Rauschleistung liegen in den Diagonalen jenseits der Nyquist-Frequenz, was die Strahlen des Programms nicht tragen: mit weicherem Kernel oder kleineren Pixeln rekonstruieren.</translation>
  </message>
  <message>
   <source>{0}: simulated over real SD is {1} to {2}, on average {3} % from 1; {4} of {5} regions are within {6} %.</source>
   <extracomment>validation_words</extracomment>
   <translation>{0}: Simulierte durch echte SD ist {1} bis {2}, im Mittel {3} % von 1 entfernt; {4} von {5} Regionen liegen innerhalb von {6} %.</translation>
  </message>
  <message>
   <source>{0}: the simulation is {1} % too noisy in all regions.</source>
   <extracomment>validation_words</extracomment>
   <translation>{0}: Die Simulation ist in allen Regionen um {1} % zu verrauscht.</translation>
  </message>
  <message>
   <source>{0}: the simulation is {1} % too quiet in all regions.</source>
   <extracomment>validation_words</extracomment>
   <translation>{0}: Die Simulation ist in allen Regionen um {1} % zu rauscharm.</translation>
  </message>
  <message>
   <source>Airway</source>
   <extracomment>values</extracomment>
   <translation>Luftweg</translation>
  </message>
  <message>
   <source>Fat</source>
   <extracomment>values</extracomment>
   <translation>Fett</translation>
  </message>
  <message>
   <source>Mandible</source>
   <extracomment>values</extracomment>
   <translation>Unterkiefer</translation>
  </message>
  <message>
   <source>Mass</source>
   <extracomment>values</extracomment>
   <translation>Raumforderung</translation>
  </message>
  <message>
   <source>Muscle</source>
   <extracomment>values</extracomment>
   <translation>Muskel</translation>
  </message>
  <message>
   <source>Parotids</source>
   <extracomment>values</extracomment>
   <translation>Ohrspeicheldrüsen</translation>
  </message>
  <message>
   <source>Skull</source>
   <extracomment>values</extracomment>
   <translation>Schädel</translation>
  </message>
  <message>
   <source>Teeth</source>
   <extracomment>values</extracomment>
   <translation>Zähne</translation>
  </message>
  <message>
   <source>Vertebrae</source>
   <extracomment>values</extracomment>
   <translation>Wirbel</translation>
  </message>
  <message>
   <source>Calibrated doses reach the target in {0} of new cases: mean coverage {1} to {2}</source>
   <extracomment>verdicts</extracomment>
   <translation>Kalibrierte Dosen erreichen das Ziel in {0} neuer Fälle: mittlere Abdeckung {1} bis {2}</translation>
  </message>
  <message>
   <source>Dose with which {0} of the cases reach the target − {1} dB: ALARA lowest</source>
   <extracomment>verdicts</extracomment>
   <translation>Dosis, mit der {0} der Fälle das Ziel − {1} dB erreichen: ALARA am niedrigsten</translation>
  </message>
  <message>
   <source>not reached below the cap</source>
   <extracomment>verdicts</extracomment>
   <translation>unter der Grenze nicht erreicht</translation>
  </message>
  <message>
   <source>{0} dB against {1} dB, both at the same mean: {2} of it, at most {3} is wanted; p {4}</source>
   <extracomment>verdicts</extracomment>
   <translation>{0} dB gegen {1} dB, beide bei gleichem Mittel: das {2}-Fache, höchstens {3} ist verlangt; p {4}</translation>
  </message>
  <message>
   <source>{0} over 500 halvings of {1} cases, 90 % of them {2} to {3}; new cases have to be exchangeable with these: synthetic patients, this scan</source>
   <extracomment>verdicts</extracomment>
   <translation>{0} über 500 Halbierungen von {1} Fällen, 90 % davon {2} bis {3}; neue Fälle müssen mit diesen austauschbar sein: synthetische Patienten, diese Aufnahme</translation>
  </message>
  <message>
   <source>{0}: {1} on average</source>
   <extracomment>verdicts</extracomment>
   <translation>{0}: {1} im Mittel</translation>
  </message>
  <message>
   <source>A label map holds integers, not {0}.</source>
   <extracomment>volume</extracomment>
   <translation>Eine Labelkarte enthält ganze Zahlen, nicht {0}.</translation>
  </message>
  <message>
   <source>A volume holds float32 voxels, not {0}.</source>
   <extracomment>volume</extracomment>
   <translation>Ein Volumen enthält float32-Voxel, nicht {0}.</translation>
  </message>
  <message>
   <source>Labels {0} do not fit the grid {1}.</source>
   <extracomment>volume</extracomment>
   <translation>Label {0} passen nicht zum Gitter {1}.</translation>
  </message>
  <message>
   <source>There are no {0} slices to merge; the volume has {1}.</source>
   <extracomment>volume</extracomment>
   <translation>Es gibt keine {0} Schichten zusammenzufassen; das Volumen hat {1}.</translation>
  </message>
  <message>
   <source>Voxels {0} do not fit the grid {1}.</source>
   <extracomment>volume</extracomment>
   <translation>Voxel {0} passen nicht zum Gitter {1}.</translation>
  </message>
  <message>
   <source>claims {0} GiB of voxels and was not opened</source>
   <extracomment>voxels</extracomment>
   <translation>gibt {0} GiB an Voxeln vor und wurde nicht geöffnet</translation>
  </message>
  <message>
   <source>has its voxels behind a link out of its folder; put both side by side</source>
   <extracomment>voxels</extracomment>
   <translation>hat die Voxel hinter einer Verknüpfung aus dem Ordner hinaus; beides nebeneinander ablegen</translation>
  </message>
  <message>
   <source>has its voxels in “{0}”, which is missing</source>
   <extracomment>voxels</extracomment>
   <translation>hat die Voxel in „{0}“, das fehlt</translation>
  </message>
  <message>
   <source>has its voxels outside its folder, where no header may lead; put both side by side</source>
   <extracomment>voxels</extracomment>
   <translation>hat die Voxel außerhalb des Ordners, wohin kein Kopf führen darf; beides nebeneinander ablegen</translation>
  </message>
  <message>
   <source>is broken: its orientation is singular</source>
   <extracomment>voxels</extracomment>
   <translation>ist defekt: seine Ausrichtung ist singulär</translation>
  </message>
  <message>
   <source>is broken: its position is not a finite number</source>
   <extracomment>voxels</extracomment>
   <translation>ist defekt: seine Lage ist keine endliche Zahl</translation>
  </message>
  <message>
   <source>is truncated or broken inside its compression</source>
   <extracomment>voxels</extracomment>
   <translation>ist abgeschnitten oder innerhalb der Kompression defekt</translation>
  </message>
  <message>
   <source>is truncated: it ends before its last voxel</source>
   <extracomment>voxels</extracomment>
   <translation>ist abgeschnitten: endet vor dem letzten Voxel</translation>
  </message>
  <message>
   <source>Abdomen with liver lesions</source>
   <extracomment>welcome</extracomment>
   <translation>Abdomen mit Leberläsionen</translation>
  </message>
  <message>
   <source>Brain before and after contrast</source>
   <extracomment>welcome</extracomment>
   <translation>Gehirn vor und nach Kontrastmittel</translation>
  </message>
  <message>
   <source>Cases that you open are listed here.</source>
   <extracomment>welcome</extracomment>
   <translation>Geöffnete Fälle werden hier aufgeführt.</translation>
  </message>
  <message>
   <source>DICOM, NIfTI, MetaImage, NRRD, TIFF, NumPy, zip, projections</source>
   <extracomment>welcome</extracomment>
   <translation>DICOM, NIfTI, MetaImage, NRRD, TIFF, NumPy, zip, Projektionen</translation>
  </message>
  <message>
   <source>Drop a folder or files here</source>
   <extracomment>welcome</extracomment>
   <translation>Ordner oder Dateien hierher ziehen</translation>
  </message>
  <message>
   <source>Low dose, prediction, full dose, uptake.</source>
   <extracomment>welcome</extracomment>
   <translation>Niedrige Dosis, Vorhersage, volle Dosis, Anreicherung.</translation>
  </message>
  <message>
   <source>Not tested yet</source>
   <extracomment>welcome</extracomment>
   <translation>Noch nicht getestet</translation>
  </message>
  <message>
   <source>Open DICOM, NIfTI, MetaImage, NRRD, TIFF, NumPy or zip files, or projections (Ctrl O)</source>
   <extracomment>welcome</extracomment>
   <translation>DICOM-, NIfTI-, MetaImage-, NRRD-, TIFF-, NumPy- oder zip-Dateien oder Projektionen öffnen (Strg O)</translation>
  </message>
  <message>
   <source>Open a scan, or start with the demo. Nothing leaves this computer.</source>
   <extracomment>welcome</extracomment>
   <translation>Einen Scan öffnen oder mit der Demo beginnen. Nichts verlässt diesen Rechner.</translation>
  </message>
  <message>
   <source>Open the synthetic abdomen at 17 % dose</source>
   <extracomment>welcome</extracomment>
   <translation>Das synthetische Abdomen bei 17 % Dosis öffnen</translation>
  </message>
  <message>
   <source>Open {0}, {1}</source>
   <extracomment>welcome</extracomment>
   <translation>{0} öffnen, {1}</translation>
  </message>
  <message>
   <source>Reference, FBP, U-Net, task-adaptive.</source>
   <extracomment>welcome</extracomment>
   <translation>Referenz, FBP, U-Net, aufgabenadaptiv.</translation>
  </message>
  <message>
   <source>Synthetic MR, known truth. Opens at 10 % of the agent.</source>
   <extracomment>welcome</extracomment>
   <translation>Synthetische MR, Wahrheit bekannt. Öffnet bei 10 % KM.</translation>
  </message>
  <message>
   <source>Synthetic, known truth. Opens at 17 % dose.</source>
   <extracomment>welcome</extracomment>
   <translation>Synthetisch, Wahrheit bekannt. Öffnet bei 17 % Dosis.</translation>
  </message>
  <message>
   <source>Test passed. A preview takes about {0}.</source>
   <extracomment>welcome</extracomment>
   <translation>Test bestanden. Eine Vorschau dauert etwa {0}.</translation>
  </message>
  <message>
   <source>The program ended early the last time. The log says what it was doing.</source>
   <extracomment>welcome</extracomment>
   <translation>Das Programm endete letztes Mal vorzeitig. Das Protokoll sagt, was es gerade tat.</translation>
  </message>
  <message>
   <source>Time one projection-noise-FBP tick of 512² pixels</source>
   <extracomment>welcome</extracomment>
   <translation>Einen Takt aus Projektion, Rauschen und FBP von 512² Pixeln messen</translation>
  </message>
  <message>
   <source>Save report</source>
   <extracomment>window</extracomment>
   <translation>Fehlerbericht speichern</translation>
  </message>
  <message>
   <source>Text (*.txt)</source>
   <extracomment>window</extracomment>
   <translation>Text (*.txt)</translation>
  </message>
  <message>
   <source>previews about {0}</source>
   <extracomment>window</extracomment>
   <translation>Vorschau etwa {0}</translation>
  </message>
  <message>
   <source>Window width W and level L, in {0}</source>
   <extracomment>window_dock</extracomment>
   <translation>Fensterbreite W und Fensterlage L, in {0}</translation>
  </message>
  <message>
   <source>Custom</source>
   <extracomment>window_fields</extracomment>
   <translation>Eigenes</translation>
  </message>
  <message>
   <source>Recorded</source>
   <extracomment>window_fields</extracomment>
   <translation>Gespeichert</translation>
  </message>
  <message>
   <source>Window level</source>
   <extracomment>window_fields</extracomment>
   <translation>Fensterlage</translation>
  </message>
  <message>
   <source>Window level: {0} at middle gray</source>
   <extracomment>window_fields</extracomment>
   <translation>Fensterlage: {0} bei mittlerem Grau</translation>
  </message>
  <message>
   <source>Window preset</source>
   <extracomment>window_fields</extracomment>
   <translation>Fenster-Voreinstellung</translation>
  </message>
  <message>
   <source>Window preset: named width and level in HU (1 to 9, 0 as recorded)</source>
   <extracomment>window_fields</extracomment>
   <translation>Fenster-Voreinstellung: benannte Breite und Lage in HU (1 bis 9, 0 wie aufgezeichnet)</translation>
  </message>
  <message>
   <source>Window presets are for CT; 0 gives the recorded, then the automatic window</source>
   <extracomment>window_fields</extracomment>
   <translation>Fenster-Voreinstellungen sind für CT; 0 gibt das aufgezeichnete, dann das automatische Fenster</translation>
  </message>
  <message>
   <source>Window width</source>
   <extracomment>window_fields</extracomment>
   <translation>Fensterbreite</translation>
  </message>
  <message>
   <source>Window width: {0} from black to white</source>
   <extracomment>window_fields</extracomment>
   <translation>Fensterbreite: {0} von Schwarz bis Weiß</translation>
  </message>
  <message>
   <source>Progress</source>
   <extracomment>work_button</extracomment>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <source>{0} of {1} pictures</source>
   <extracomment>work_button</extracomment>
   <translation>{0} von {1} Bildern</translation>
  </message>
  <message>
   <source>Another process does the job in {0}.</source>
   <extracomment>worker</extracomment>
   <translation>Ein anderer Prozess macht den Auftrag in {0}.</translation>
  </message>
  <message>
   <source>It did not stop within {0} s and was ended; resuming is possible.</source>
   <extracomment>worker</extracomment>
   <translation>Er hielt nicht innerhalb von {0} s an und wurde beendet; Fortsetzen ist möglich.</translation>
  </message>
  <message>
   <source>The cluster took the node back; the job waits for another.</source>
   <extracomment>worker</extracomment>
   <translation>Der Cluster hat den Knoten zurückgenommen; der Auftrag wartet auf einen anderen.</translation>
  </message>
  <message>
   <source>The job needed more than {0} GB of memory and was ended; let it take less at a time, or give it more.</source>
   <extracomment>worker</extracomment>
   <translation>Der Auftrag brauchte mehr als {0} GB Speicher und wurde beendet; ihn weniger auf einmal nehmen lassen oder ihm mehr geben.</translation>
  </message>
  <message>
   <source>The job was killed, most likely because memory ran out; resume it with less at a time.</source>
   <extracomment>worker</extracomment>
   <translation>Der Auftrag wurde abgebrochen, wahrscheinlich weil der Speicher ausging; mit weniger auf einmal fortsetzen.</translation>
  </message>
  <message>
   <source>The lane worker lost count.</source>
   <extracomment>worker</extracomment>
   <translation>Der Arbeitsprozess hat sich verzählt.</translation>
  </message>
  <message>
   <source>The recipe's process crashed ({0}); its log may tell why, and resuming it tries again.</source>
   <extracomment>worker</extracomment>
   <translation>Der Prozess des Rezepts ist abgestürzt ({0}); sein Protokoll sagt vielleicht, warum; Fortsetzen versucht es erneut.</translation>
  </message>
  <message>
   <source>The system ended the job; resume it to go on.</source>
   <extracomment>worker</extracomment>
   <translation>Das System hat den Auftrag beendet; fortsetzen, um weiterzumachen.</translation>
  </message>
  <message>
   <source>The worker of the job failed ({0}); set that right and resume.</source>
   <extracomment>worker</extracomment>
   <translation>Der Arbeitsprozess des Auftrags ist fehlgeschlagen ({0}); das beheben und fortsetzen.</translation>
  </message>
  <message>
   <source>exit code {0}</source>
   <extracomment>worker</extracomment>
   <translation>Exit-Code {0}</translation>
  </message>
  <message>
   <source>{0} could not be handed to its process ({1}). Try again.</source>
   <extracomment>worker</extracomment>
   <translation>{0} ließ sich seinem Prozess nicht übergeben ({1}). Nochmals versuchen.</translation>
  </message>
  <message>
   <source>{0} crashed and its process was started again. Use another method.</source>
   <extracomment>worker</extracomment>
   <translation>{0} ist abgestürzt und sein Prozess wurde neu gestartet. Eine andere Methode verwenden.</translation>
  </message>
  <message>
   <source>{0} gave no answer for {1} s and was stopped.</source>
   <extracomment>worker</extracomment>
   <translation>{0} antwortete {1} s lang nicht und wurde angehalten.</translation>
  </message>
  <message>
   <source>“{0}” already holds something; choose a new or empty folder.</source>
   <extracomment>written</extracomment>
   <translation>„{0}“ enthält schon etwas; einen neuen oder leeren Ordner wählen.</translation>
  </message>
  <message>
   <source>“{0}” could not be written ({1}); choose another place.</source>
   <extracomment>written</extracomment>
   <translation>„{0}“ ließ sich nicht schreiben ({1}); einen anderen Ort wählen.</translation>
  </message>
 </context>
</TS>
