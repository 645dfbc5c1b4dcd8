<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>CacheTables</name>
    <message>
        <source>%1 (%2 answers)</source>
        <translation>%1 (%2 Antworten)</translation>
    </message>
    <message>
        <source>Query shape</source>
        <translation>Form der Anfrage</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>Searches</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Hit ratio</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Slowest</source>
        <translation>Langsamste</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Critical collection</source>
        <translation>Kritische Sammlung</translation>
    </message>
    <message>
        <source>Other collections</source>
        <translation>Andere Sammlungen</translation>
    </message>
    <message>
        <source>Since the start</source>
        <translation>Seit dem Start</translation>
    </message>
    <message>
        <source>immediate: at the commit, and when the index shows it</source>
        <translation>sofort: beim Commit und sobald der Index sie zeigt</translation>
    </message>
    <message>
        <source>batch: once, when the index shows its end</source>
        <translation>gebündelt: einmal, sobald der Index das Ende zeigt</translation>
    </message>
    <message>
        <source>cascade: with the saved searches and aggregates made from it</source>
        <translation>kaskadierend: mit den gespeicherten Suchen und Aggregaten daraus</translation>
    </message>
    <message>
        <source>as ordered</source>
        <translation>wie angeordnet</translation>
    </message>
    <message>
        <source>One document, or a write that is waited for</source>
        <translation>Ein Dokument oder ein Schreiben, auf das gewartet wird</translation>
    </message>
    <message>
        <source>A bulk</source>
        <translation>Ein Stapel</translation>
    </message>
    <message>
        <source>Schema, removal</source>
        <translation>Schema, Entfernen</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Einzelheit</translation>
    </message>
    <message>
        <source>lazy: renewed by the next request once the index shows it</source>
        <translation>träge: von der nächsten Anfrage erneuert, sobald der Index es zeigt</translation>
    </message>
    <message>
        <source>when its time is up (60 s)</source>
        <translation>wenn die Zeit abgelaufen ist (60 s)</translation>
    </message>
</context>
<context>
    <name>Completions</name>
    <message>
        <source>holds</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>mindestens</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
    <message>
        <source>more than</source>
        <translation>mehr als</translation>
    </message>
    <message>
        <source>less than</source>
        <translation>weniger als</translation>
    </message>
    <message>
        <source>keyword</source>
        <translation>Schlüsselwort</translation>
    </message>
    <message>
        <source>earlier search</source>
        <translation>frühere Suche</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>The search index is being rebuilt from the stored documents. Documents can be added meanwhile; search again in a moment.</source>
        <translation>Der Suchindex wird aus den gespeicherten Dokumenten neu aufgebaut. Dokumente lassen sich solange hinzufügen; gleich erneut suchen.</translation>
    </message>
    <message>
        <source>The name or the password is not right. Check both and try again.</source>
        <translation>Name oder Passwort stimmt nicht. Beides prüfen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Too many requests in a short time. Wait a moment and try again.</source>
        <translation>Zu viele Anfragen in kurzer Zeit. Etwas warten und erneut versuchen.</translation>
    </message>
    <message>
        <source>The server has too little free disk space, so it only reads for now. Free some space there; searches go on working.</source>
        <translation>Der Server hat zu wenig freien Speicherplatz und liest vorerst nur. Dort Platz schaffen; Suchen geht weiterhin.</translation>
    </message>
    <message>
        <source>Your role does not allow this. Ask an administrator for it.</source>
        <translation>Die eigene Rolle erlaubt das nicht. Die Administration kann es freigeben.</translation>
    </message>
    <message>
        <source>Nobody is signed in. Sign in and try again.</source>
        <translation>Niemand ist angemeldet. Anmelden und erneut versuchen.</translation>
    </message>
    <message>
        <source>The server does not have this. It may have been removed.</source>
        <translation>Der Server hat das nicht. Vielleicht wurde es gelöscht.</translation>
    </message>
    <message>
        <source>This is larger than the server takes at once.</source>
        <translation>Das ist mehr, als der Server auf einmal annimmt.</translation>
    </message>
    <message>
        <source>The server cannot answer this at the moment. Try again shortly.</source>
        <translation>Der Server kann das gerade nicht beantworten. Gleich erneut versuchen.</translation>
    </message>
    <message>
        <source>The server answered with status %1 and no explanation.</source>
        <translation>Der Server antwortete mit Status %1 und ohne Erklärung.</translation>
    </message>
    <message>
        <source>Offline: the server cannot be reached</source>
        <translation>Offline: Der Server ist nicht erreichbar</translation>
    </message>
    <message>
        <source>The server took too long</source>
        <translation>Der Server brauchte zu lange</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted</source>
        <translation>Dem Zertifikat des Servers wird nicht vertraut</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Nicht angemeldet</translation>
    </message>
    <message>
        <source>No permission</source>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Too many requests</source>
        <translation>Zu viele Anfragen</translation>
    </message>
    <message>
        <source>The server has a problem</source>
        <translation>Der Server hat ein Problem</translation>
    </message>
    <message>
        <source>This request is not right</source>
        <translation>Diese Anfrage stimmt nicht</translation>
    </message>
    <message>
        <source>No server answers at %1. Check the address, and that the server is running.</source>
        <translation>Unter %1 antwortet kein Server. Die Adresse prüfen, und ob der Server läuft.</translation>
    </message>
    <message>
        <source>The name %1 is not known in this network. Check the address.</source>
        <translation>Der Name %1 ist in diesem Netz nicht bekannt. Die Adresse prüfen.</translation>
    </message>
    <message>
        <source>%1 closed the connection before it had answered. Try again.</source>
        <translation>%1 schloss die Verbindung vor der Antwort. Erneut versuchen.</translation>
    </message>
    <message>
        <source>%1 did not answer in time. Try again, or ask for less at once.</source>
        <translation>%1 antwortete nicht rechtzeitig. Erneut versuchen oder weniger auf einmal abfragen.</translation>
    </message>
    <message>
        <source>%1 cannot be reached: %2.</source>
        <translation>%1 ist nicht erreichbar: %2.</translation>
    </message>
    <message>
        <source>The answer cannot be read. Perhaps this is another kind of server, or one of another version.</source>
        <translation>Die Antwort ist nicht lesbar. Vielleicht ist es ein anderer Server oder eine andere Version.</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Abfrage</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Import</translation>
    </message>
    <message>
        <source>&amp;Monitor</source>
        <translation>&amp;Monitor</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>A&amp;nsicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Admin</source>
        <translation>&amp;Verwaltung</translation>
    </message>
</context>
<context>
    <name>SampleQuery</name>
    <message>
        <source>The checkout that failed for an hour</source>
        <translation>Die Kasse, die eine Stunde lang ausfiel</translation>
    </message>
    <message>
        <source>Espresso machines sold far too cheaply</source>
        <translation>Viel zu billig verkaufte Espressomaschinen</translation>
    </message>
    <message>
        <source>What customers wrote about it</source>
        <translation>Was die Kundschaft dazu schrieb</translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message>
        <source>The query has %1 problems. The first: %2</source>
        <translation>Die Abfrage hat %1 Probleme. Das erste: %2</translation>
    </message>
    <message>
        <source>This bracket closes nothing. Remove it, or open a group before it.</source>
        <translation>Diese Klammer schließt nichts. Entfernen oder davor eine Gruppe öffnen.</translation>
    </message>
    <message>
        <source>Something to search for is missing here: add a word, a phrase or a group.</source>
        <translation>Hier fehlt, wonach gesucht wird: ein Wort, eine Wortfolge oder eine Gruppe ergänzen.</translation>
    </message>
    <message>
        <source>Something to search for is missing here: add a word, a phrase or a group. To search the word itself, put it in quotes.</source>
        <translation>Hier fehlt, wonach gesucht wird: ein Wort, eine Wortfolge oder eine Gruppe ergänzen. Um das Wort selbst zu suchen, in Anführungszeichen setzen.</translation>
    </message>
    <message>
        <source>`%1` has no meaning here. Remove it, or put a backslash before it to search for it.</source>
        <translation>`%1` hat hier keine Bedeutung. Entfernen oder, um danach zu suchen, einen Backslash davor setzen.</translation>
    </message>
    <message>
        <source>The query has more than %1 groups inside each other. Take some of the brackets out.</source>
        <translation>In der Abfrage stecken mehr als %1 Gruppen ineinander. Einige Klammern entfernen.</translation>
    </message>
    <message>
        <source>This group is never closed. Add `)` where it ends.</source>
        <translation>Diese Gruppe wird nicht geschlossen. `)` an ihrem Ende ergänzen.</translation>
    </message>
    <message>
        <source>A value is missing here: write a word, a number or a phrase.</source>
        <translation>Hier fehlt ein Wert: ein Wort, eine Zahl oder eine Wortfolge ergänzen.</translation>
    </message>
    <message>
        <source>A value is missing here: write a word, a number or a phrase. To search the word itself, put it in quotes.</source>
        <translation>Hier fehlt ein Wert: ein Wort, eine Zahl oder eine Wortfolge ergänzen. Um das Wort selbst zu suchen, in Anführungszeichen setzen.</translation>
    </message>
    <message>
        <source>This phrase is never closed. Add a quotation mark where it ends.</source>
        <translation>Diese Wortfolge wird nicht geschlossen. Ein Anführungszeichen an ihrem Ende ergänzen.</translation>
    </message>
    <message>
        <source>`~` after a phrase takes the number of moves that are allowed. Add it, for example ~5.</source>
        <translation>Nach `~` hinter einer Wortfolge steht, wie viele Verschiebungen erlaubt sind. Ergänzen, zum Beispiel ~5.</translation>
    </message>
    <message>
        <source>This regular expression is never closed. Add `/` where it ends, or put a backslash before the first slash to search for the text.</source>
        <translation>Dieser reguläre Ausdruck wird nicht geschlossen. `/` an seinem Ende ergänzen oder, um nach dem Text zu suchen, einen Backslash vor den ersten Schrägstrich setzen.</translation>
    </message>
    <message>
        <source>A wildcard cannot be fuzzy as well. Remove `~`, or the `*` and `?`.</source>
        <translation>Platzhalter können nicht zugleich unscharf sein. `~` oder `*` und `?` entfernen.</translation>
    </message>
    <message>
        <source>`^` takes a number that weighs what stands before it. Add it, for example ^2, or write `\^` to search for the character.</source>
        <translation>Nach `^` steht eine Zahl, die das Vorangehende gewichtet. Ergänzen, zum Beispiel ^2, oder `\^` schreiben, um nach dem Zeichen zu suchen.</translation>
    </message>
    <message>
        <source>This range is never closed. Write it as [from TO to].</source>
        <translation>Dieser Bereich wird nicht geschlossen. Als [von TO bis] schreiben.</translation>
    </message>
    <message>
        <source>A bound is missing here: write a value, or * for no bound.</source>
        <translation>Hier fehlt eine Grenze: einen Wert ergänzen oder * für unbegrenzt.</translation>
    </message>
    <message>
        <source>TO has to stand between the bounds of a range, as in [from TO to].</source>
        <translation>TO steht zwischen den Grenzen eines Bereichs, wie in [von TO bis].</translation>
    </message>
    <message>
        <source>A range ends after its second bound. Put bounds with spaces in quotes.</source>
        <translation>Ein Bereich endet nach seiner zweiten Grenze. Grenzen mit Leerzeichen in Anführungszeichen setzen.</translation>
    </message>
    <message>
        <source>There is no field `%1`, so this part matches nothing. Did you mean `%2`?</source>
        <translation>Das Feld `%1` gibt es nicht, dieser Teil findet also nichts. Ist `%2` gemeint?</translation>
    </message>
    <message>
        <source>There is no field `%1`, so this part matches nothing. Look the name up in the collection&apos;s schema, or put the text in quotes.</source>
        <translation>Das Feld `%1` gibt es nicht, dieser Teil findet also nichts. Den Namen im Schema der Sammlung nachsehen oder den Text in Anführungszeichen setzen.</translation>
    </message>
    <message>
        <source>A query may hold %1 wildcards and regular expressions; this is one more. Leave some out.</source>
        <translation>Eine Abfrage darf %1 Platzhalter und reguläre Ausdrücke enthalten; hier ist es einer mehr. Einige weglassen.</translation>
    </message>
    <message>
        <source>A query may hold %1 fuzzy terms; this is one more. Leave some out.</source>
        <translation>Eine Abfrage darf %1 unscharfe Begriffe enthalten; hier ist es einer mehr. Einige weglassen.</translation>
    </message>
    <message>
        <source>The number after a phrase is whole and at most %1. Choose a smaller one.</source>
        <translation>Die Zahl nach einer Wortfolge ist ganz und höchstens %1. Eine kleinere wählen.</translation>
    </message>
    <message>
        <source>A wildcard at the beginning has to look at every word of the field, which can take long. Put letters first where you can.</source>
        <translation>Ein Platzhalter am Anfang muss jedes Wort des Feldes prüfen, das kann dauern. Wo möglich, mit Buchstaben beginnen.</translation>
    </message>
    <message>
        <source>%1 searches all fields; did you mean %2?</source>
        <translation>%1 sucht in allen Feldern; ist %2 gemeint?</translation>
    </message>
    <message>
        <source>An id is only matched as a whole: ranges, wildcards and `~` do not work on it. Write id:value.</source>
        <translation>Eine id wird nur als Ganzes gefunden: Bereiche, Platzhalter und `~` gibt es dafür nicht. id:Wert schreiben.</translation>
    </message>
    <message>
        <source>A comparison without a field needs default fields that it fits. Write the field before it.</source>
        <translation>Ein Vergleich ohne Feld braucht passende Standardfelder. Das Feld davor schreiben.</translation>
    </message>
    <message>
        <source>`%1` does not fit %2, which holds %3. Write such a value.</source>
        <translation>`%1` passt nicht zu %2; das Feld enthält %3. Einen solchen Wert schreiben.</translation>
    </message>
    <message>
        <source>The edit distance after `~` is 0, 1 or 2. Choose one of them.</source>
        <translation>Der Editierabstand nach `~` ist 0, 1 oder 2. Einen davon wählen.</translation>
    </message>
    <message>
        <source>The regular expression cannot be read: %1. Correct it.</source>
        <translation>Der reguläre Ausdruck ist nicht lesbar: %1. Bitte korrigieren.</translation>
    </message>
    <message>
        <source>%1 holds text, which has no order. Compare a keyword, number or date field instead.</source>
        <translation>%1 enthält Text, der keine Reihenfolge hat. Stattdessen ein keyword-, Zahlen- oder Datumsfeld vergleichen.</translation>
    </message>
    <message>
        <source>%1 holds %2: wildcards, regular expressions and `~` are for text. Use a range, as in %3.</source>
        <translation>%1 enthält %2: Platzhalter, reguläre Ausdrücke und `~` gelten für Text. Einen Bereich verwenden, wie in %3.</translation>
    </message>
    <message>
        <source>whole numbers of 64 bits, such as 42 or -5</source>
        <translation>ganze Zahlen mit 64 Bit, etwa 42 oder -5</translation>
    </message>
    <message>
        <source>numbers, such as 1.5 or -2e3</source>
        <translation>Zahlen, etwa 1.5 oder -2e3</translation>
    </message>
    <message>
        <source>true and false</source>
        <translation>true und false</translation>
    </message>
    <message>
        <source>dates, such as 2024-02, 2024-02-15T10:30 or now-7d/d</source>
        <translation>Zeitangaben, etwa 2024-02, 2024-02-15T10:30 oder now-7d/d</translation>
    </message>
    <message>
        <source>The query is %1 bytes long; %2 are allowed. Shorten it.</source>
        <translation>Die Abfrage ist %1 Byte lang; erlaubt sind %2. Bitte kürzen.</translation>
    </message>
    <message>
        <source>The query has %1 parts; %2 are allowed. Leave some out.</source>
        <translation>Die Abfrage hat %1 Teile; erlaubt sind %2. Einige weglassen.</translation>
    </message>
    <message>
        <source>The time zone `%1` is not known. Give an IANA name such as Europe/Berlin, or none for UTC.</source>
        <translation>Die Zeitzone `%1` ist nicht bekannt. Einen IANA-Namen wie Europe/Berlin angeben oder nichts für UTC.</translation>
    </message>
    <message>
        <source>`%1` is no date. Write 2024, 2024-02, 2024-02-15, 2024-02-15T10:30, or now with steps such as now-7d/d.</source>
        <translation>`%1` ist keine Zeitangabe. 2024, 2024-02, 2024-02-15, 2024-02-15T10:30 oder now mit Schritten wie now-7d/d schreiben.</translation>
    </message>
    <message>
        <source>`%1` is no interval. Write a whole number from 1 to 100000 and a unit of y M w d h m s, such as 15m or 1d.</source>
        <translation>`%1` ist kein Intervall. Eine ganze Zahl von 1 bis 100000 und eine Einheit aus y M w d h m s schreiben, etwa 15m oder 1d.</translation>
    </message>
    <message>
        <source>The value of %1 %2, but the field&apos;s type is %3. Correct the value or change the field&apos;s type in the schema.</source>
        <translation>Der Wert von %1 %2, das Feld hat aber den Typ %3. Den Wert korrigieren oder den Typ im Schema ändern.</translation>
    </message>
    <message>
        <source>is a string that is no whole number of 64 bits</source>
        <translation>ist eine Zeichenkette, die keine ganze Zahl mit 64 Bit ist</translation>
    </message>
    <message>
        <source>is a string that is no number</source>
        <translation>ist eine Zeichenkette, die keine Zahl ist</translation>
    </message>
    <message>
        <source>is a string that is neither true nor false</source>
        <translation>ist eine Zeichenkette, die weder true noch false ist</translation>
    </message>
    <message>
        <source>is a string that is no RFC 3339 time</source>
        <translation>ist eine Zeichenkette, die keine Zeit nach RFC 3339 ist</translation>
    </message>
    <message>
        <source>is a number</source>
        <translation>ist eine Zahl</translation>
    </message>
    <message>
        <source>is a boolean</source>
        <translation>ist ein Wahrheitswert</translation>
    </message>
    <message>
        <source>is a number outside the range of a double</source>
        <translation>ist eine Zahl außerhalb des Bereichs von double</translation>
    </message>
    <message>
        <source>is no whole number of 64 bits</source>
        <translation>ist keine ganze Zahl mit 64 Bit</translation>
    </message>
    <message>
        <source>is an object</source>
        <translation>ist ein Objekt</translation>
    </message>
    <message>
        <source>The document is no JSON object: %1 Send one JSON object a document.</source>
        <translation>Das Dokument ist kein JSON-Objekt: %1 Je Dokument ein JSON-Objekt senden.</translation>
    </message>
    <message>
        <source>The record is good, but others of the batch are not, and the batch was to go in whole or not at all.</source>
        <translation>Der Datensatz ist in Ordnung, andere des Stapels aber nicht; er sollte ganz oder gar nicht aufgenommen werden.</translation>
    </message>
    <message>
        <source>The CSV has no header line. Its first line has to name the fields.</source>
        <translation>Der CSV fehlt die Kopfzeile. Ihre erste Zeile muss die Felder nennen.</translation>
    </message>
    <message>
        <source>Column %1 of the CSV has the name of a column before it. Give each its own name.</source>
        <translation>Spalte %1 der CSV heißt wie eine Spalte davor. Jeder einen eigenen Namen geben.</translation>
    </message>
    <message>
        <source>A quoted cell is never closed.</source>
        <translation>Eine Zelle in Anführungszeichen wird nicht geschlossen.</translation>
    </message>
    <message>
        <source>The row has %1 cells where the header names %2.</source>
        <translation>Die Zeile hat %1 Zellen, die Kopfzeile nennt %2.</translation>
    </message>
    <message>
        <source>The file is empty. Choose one with records in it.</source>
        <translation>Die Datei ist leer. Eine mit Datensätzen wählen.</translation>
    </message>
    <message>
        <source>The file is not text in UTF-8. Convert it to JSON, NDJSON or CSV in UTF-8.</source>
        <translation>Die Datei ist kein Text in UTF-8. In JSON, NDJSON oder CSV in UTF-8 umwandeln.</translation>
    </message>
    <message>
        <source>The id is empty. Leave it out, and one is made.</source>
        <translation>Die id ist leer. Ohne Angabe wird eine vergeben.</translation>
    </message>
    <message>
        <source>The id is longer than %1 bytes.</source>
        <translation>Die id ist länger als %1 Byte.</translation>
    </message>
    <message>
        <source>The id is not valid UTF-8 without NUL characters.</source>
        <translation>Die id ist kein gültiges UTF-8 ohne NUL-Zeichen.</translation>
    </message>
    <message>
        <source>The id is neither a string nor a number.</source>
        <translation>Die id ist weder Zeichenkette noch Zahl.</translation>
    </message>
    <message>
        <source>The record is not valid UTF-8. Convert it to UTF-8.</source>
        <translation>Der Datensatz ist kein gültiges UTF-8. In UTF-8 umwandeln.</translation>
    </message>
    <message>
        <source>The record nests deeper than %1 levels.</source>
        <translation>Der Datensatz ist tiefer als %1 Ebenen verschachtelt.</translation>
    </message>
    <message>
        <source>A string holds a control character that is not escaped.</source>
        <translation>Eine Zeichenkette enthält ein Steuerzeichen ohne Escape.</translation>
    </message>
    <message>
        <source>A string is not closed.</source>
        <translation>Eine Zeichenkette wird nicht geschlossen.</translation>
    </message>
    <message>
        <source>A number is malformed or beyond 64 bits. Send it as a string.</source>
        <translation>Eine Zahl ist fehlerhaft oder größer als 64 Bit. Als Zeichenkette senden.</translation>
    </message>
    <message>
        <source>A string holds an escape that JSON does not have.</source>
        <translation>Eine Zeichenkette enthält ein Escape, das JSON nicht kennt.</translation>
    </message>
    <message>
        <source>A string holds half of a surrogate pair, which is no character.</source>
        <translation>Eine Zeichenkette enthält ein halbes Surrogatpaar; das ist kein Zeichen.</translation>
    </message>
    <message>
        <source>The record is empty.</source>
        <translation>Der Datensatz ist leer.</translation>
    </message>
    <message>
        <source>The record is not valid JSON: %1</source>
        <translation>Der Datensatz ist kein gültiges JSON: %1</translation>
    </message>
    <message>
        <source>The record is larger than %1 bytes.</source>
        <translation>Der Datensatz ist größer als %1 Byte.</translation>
    </message>
    <message>
        <source>The document&apos;s id is not the one it is put at. Leave it out or make them equal.</source>
        <translation>Die id des Dokuments ist nicht die der Adresse. Weglassen oder angleichen.</translation>
    </message>
    <message>
        <source>The collection has %1 fields, the most it can have, and this record brings another. Put it into its own collection.</source>
        <translation>Die Sammlung hat mit %1 Feldern die Höchstzahl, und dieser Datensatz bringt ein weiteres. Eine eigene Sammlung dafür verwenden.</translation>
    </message>
    <message>
        <source>A string is longer than %1 bytes.</source>
        <translation>Eine Zeichenkette ist länger als %1 Byte.</translation>
    </message>
    <message>
        <source>A string holds a NUL character.</source>
        <translation>Eine Zeichenkette enthält ein NUL-Zeichen.</translation>
    </message>
    <message>
        <source>An object has more than %1 members.</source>
        <translation>Ein Objekt hat mehr als %1 Einträge.</translation>
    </message>
    <message>
        <source>A key is longer than %1 bytes.</source>
        <translation>Ein Schlüssel ist länger als %1 Byte.</translation>
    </message>
    <message>
        <source>The key stands twice in one object.</source>
        <translation>Der Schlüssel steht zweimal in einem Objekt.</translation>
    </message>
    <message>
        <source>An array has more than %1 elements.</source>
        <translation>Ein Array hat mehr als %1 Elemente.</translation>
    </message>
    <message>
        <source>A record is one JSON object; this one is another kind of value.</source>
        <translation>Ein Datensatz ist ein JSON-Objekt; dieser ist ein anderer Wert.</translation>
    </message>
    <message>
        <source>The document has more than %1 fields.</source>
        <translation>Das Dokument hat mehr als %1 Felder.</translation>
    </message>
    <message>
        <source>The record that begins in line %1 is longer than 16 MiB. Check the format, and whether a quote is left open.</source>
        <translation>Der Datensatz ab Zeile %1 ist länger als 16 MiB. Das Format prüfen, und ob ein Anführungszeichen offen ist.</translation>
    </message>
    <message>
        <source>The file could not be read on. Check the disk and try again.</source>
        <translation>Die Datei ließ sich nicht weiterlesen. Den Datenträger prüfen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Line %1: %2 Nothing after it was read; correct the file and import the rest.</source>
        <translation>Zeile %1: %2 Danach wurde nichts gelesen; die Datei korrigieren und den Rest importieren.</translation>
    </message>
    <message>
        <source>the file ends before its array is closed.</source>
        <translation>Die Datei endet, bevor ihr Array geschlossen ist.</translation>
    </message>
    <message>
        <source>there is text after the end of the array.</source>
        <translation>Nach dem Ende des Arrays steht noch Text.</translation>
    </message>
    <message>
        <source>a comma is missing between two elements of the array.</source>
        <translation>Zwischen zwei Elementen des Arrays fehlt ein Komma.</translation>
    </message>
    <message>
        <source>the file ends inside the value that begins here.</source>
        <translation>Die Datei endet in dem Wert, der hier beginnt.</translation>
    </message>
    <message>
        <source>a value is missing.</source>
        <translation>Ein Wert fehlt.</translation>
    </message>
    <message>
        <source>There is no file %1. Check the path and its spelling.</source>
        <translation>Die Datei %1 gibt es nicht. Pfad und Schreibweise prüfen.</translation>
    </message>
    <message>
        <source>The file %1 cannot be opened. Check that you may read it.</source>
        <translation>Die Datei %1 lässt sich nicht öffnen. Die Leserechte prüfen.</translation>
    </message>
    <message>
        <source>The search index of this collection is being built (%1 %). Documents can be written and read meanwhile; search again in a moment.</source>
        <translation>Der Suchindex dieser Sammlung wird aufgebaut (%1 %). Dokumente lassen sich solange schreiben und lesen; gleich erneut suchen.</translation>
    </message>
    <message>
        <source>The search index of this collection cannot be used: %1 It is tried again by itself.</source>
        <translation>Der Suchindex dieser Sammlung ist nicht nutzbar: %1 Es wird von selbst erneut versucht.</translation>
    </message>
    <message>
        <source>the index is being checked</source>
        <translation>Der Index wird geprüft</translation>
    </message>
    <message>
        <source>There is no collection &quot;%1&quot;. Did you mean &quot;%2&quot;?</source>
        <translation>Die Sammlung „%1“ gibt es nicht. Ist „%2“ gemeint?</translation>
    </message>
    <message>
        <source>There is no collection &quot;%1&quot;. Create it first, or choose one of GET /api/v1/collections.</source>
        <translation>Die Sammlung „%1“ gibt es nicht. Zuerst anlegen oder eine vorhandene wählen.</translation>
    </message>
    <message>
        <source>There is no such collection, or it was just removed.</source>
        <translation>Diese Sammlung gibt es nicht, oder sie wurde gerade gelöscht.</translation>
    </message>
    <message>
        <source>The collection is no longer there. It was probably removed at the same time.</source>
        <translation>Die Sammlung ist nicht mehr da. Vermutlich wurde sie gleichzeitig gelöscht.</translation>
    </message>
    <message>
        <source>There is no document &quot;%1&quot; in this collection.</source>
        <translation>Das Dokument „%1“ gibt es in dieser Sammlung nicht.</translation>
    </message>
    <message>
        <source>The collection %1 has no document with this id. Check the id, or search for it.</source>
        <translation>In der Sammlung %1 gibt es kein Dokument mit dieser id. Die id prüfen oder danach suchen.</translation>
    </message>
    <message>
        <source>A collection&apos;s name has 1 to 64 characters out of a-z, 0-9, _ and -, and starts with a letter or digit.</source>
        <translation>Der Name einer Sammlung hat 1 bis 64 Zeichen aus a-z, 0-9, _ und - und beginnt mit Buchstabe oder Ziffer.</translation>
    </message>
    <message>
        <source>The schema of %1 was changed by somebody else (version %2). Read it again and repeat the change.</source>
        <translation>Das Schema von %1 wurde von jemand anderem geändert (Version %2). Neu laden und die Änderung wiederholen.</translation>
    </message>
    <message>
        <source>Other requests keep changing the schema. Send the document again.</source>
        <translation>Andere Anfragen ändern fortwährend das Schema. Das Dokument erneut senden.</translation>
    </message>
    <message>
        <source>Only %1 MB are free on the data disk and %2 MB have to be, so nothing is written now. Free some space; writing then goes on by itself.</source>
        <translation>Auf dem Datenträger sind nur %1 MB frei, nötig sind %2 MB; vorerst wird nichts geschrieben. Platz schaffen, dann geht es von selbst weiter.</translation>
    </message>
    <message>
        <source>The database&apos;s writer has not answered for 2 s. It is busy with large writes, or the disk is stuck.</source>
        <translation>Die Datenbank hat seit 2 s keinen Schreibauftrag beantwortet. Sie schreibt viel, oder der Datenträger hängt.</translation>
    </message>
    <message>
        <source>The index is %1 changes behind, and the limit is %2. Send the batch again in a moment.</source>
        <translation>Der Index ist %1 Änderungen im Rückstand, die Grenze ist %2. Den Stapel gleich erneut senden.</translation>
    </message>
    <message>
        <source>The change is stored, but did not become searchable in time; it will without a further request.</source>
        <translation>Die Änderung ist gespeichert, aber noch nicht suchbar; das folgt von selbst.</translation>
    </message>
    <message>
        <source>A request with this Idempotency-Key is still being worked on. Send it again in a moment.</source>
        <translation>Eine Anfrage mit diesem Idempotency-Key ist noch in Arbeit. Gleich erneut senden.</translation>
    </message>
    <message>
        <source>A histogram needs a date field; %1 is none. Name one as field:interval.</source>
        <translation>Ein Histogramm braucht ein Datumsfeld; %1 ist keines. Eines als Feld:Intervall nennen.</translation>
    </message>
    <message>
        <source>There is no field %1 to sort by.</source>
        <translation>Es gibt kein Feld %1 zum Sortieren.</translation>
    </message>
    <message>
        <source>There is no field %1 to count values of.</source>
        <translation>Es gibt kein Feld %1, dessen Werte zu zählen wären.</translation>
    </message>
    <message>
        <source>The collection has no single date field that the time range could mean. Name one in time.field.</source>
        <translation>Die Sammlung hat kein eindeutiges Datumsfeld für den Zeitraum. Eines in time.field nennen.</translation>
    </message>
    <message>
        <source>There is no field %1, so nothing is found.</source>
        <translation>Das Feld %1 gibt es nicht, es wird also nichts gefunden.</translation>
    </message>
    <message>
        <source>A time range needs a date field; %1 is none.</source>
        <translation>Ein Zeitraum braucht ein Datumsfeld; %1 ist keines.</translation>
    </message>
    <message>
        <source>The cursor is too old: its snapshot has been given up. Search again from the first page.</source>
        <translation>Der Stand dieser Suche ist nicht mehr da. Von der ersten Seite an neu suchen.</translation>
    </message>
    <message>
        <source>The access token is not valid here. Sign in again.</source>
        <translation>Die Anmeldung gilt hier nicht. Neu anmelden.</translation>
    </message>
    <message>
        <source>The access token has expired. Refresh it, or sign in again.</source>
        <translation>Die Anmeldung ist abgelaufen. Neu anmelden.</translation>
    </message>
    <message>
        <source>The session has ended. Sign in again.</source>
        <translation>Die Sitzung ist beendet. Neu anmelden.</translation>
    </message>
    <message>
        <source>The account or the password is wrong.</source>
        <translation>Konto oder Passwort stimmt nicht.</translation>
    </message>
    <message>
        <source>Too many sign-ins have failed. Wait %1 s, then try again.</source>
        <translation>Zu viele Anmeldungen sind fehlgeschlagen. %1 s warten, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>Too many people are signing in at this moment. Try again in a few seconds.</source>
        <translation>Gerade melden sich zu viele an. In einigen Sekunden erneut versuchen.</translation>
    </message>
    <message>
        <source>The server has more requests than it can work on. Try again in a second.</source>
        <translation>Der Server hat mehr Anfragen, als er bearbeiten kann. Gleich erneut versuchen.</translation>
    </message>
    <message>
        <source>The server holds as many request bodies as it may. Try again in a second.</source>
        <translation>Der Server nimmt gerade keine weiteren Daten an. Gleich erneut versuchen.</translation>
    </message>
    <message>
        <source>The body has %1 bytes; this address takes %2 at most. Send it in parts.</source>
        <translation>Die Anfrage hat %1 Byte; angenommen werden höchstens %2. In Teilen senden.</translation>
    </message>
    <message>
        <source>The server&apos;s answer is not what this program understands: %1</source>
        <translation>Dieses Programm versteht die Antwort des Servers nicht: %1</translation>
    </message>
    <message>
        <source>This server does not answer for that host name. Use the address it listens on, or add the name to its settings (hosts).</source>
        <translation>Dieser Server antwortet nicht auf diesen Namen. Seine eigene Adresse verwenden oder den Namen in seine Einstellungen (hosts) aufnehmen.</translation>
    </message>
    <message>
        <source>The data directory %1 cannot be made: %2. Check the path and its permissions.</source>
        <translation>Der Datenordner %1 lässt sich nicht anlegen: %2. Pfad und Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>Cannot open %1. Check that the folder is there and may be written.</source>
        <translation>%1 lässt sich nicht öffnen. Prüfen, ob der Ordner da und beschreibbar ist.</translation>
    </message>
    <message>
        <source>The database is damaged: %1. Stop the program and restore the file from a backup.</source>
        <translation>Die Datenbank ist beschädigt: %1. Das Programm beenden und die Datei aus einer Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <source>It takes no writes because the disk is almost full. Free some space.</source>
        <translation>Schreibt nicht, weil der Datenträger fast voll ist. Platz schaffen.</translation>
    </message>
    <message>
        <source>It is being rebuilt from the database (%1 done).</source>
        <translation>Wird aus der Datenbank neu aufgebaut (%1 fertig).</translation>
    </message>
    <message>
        <source>It is being rebuilt from the database (%1 done): %2</source>
        <translation>Wird aus der Datenbank neu aufgebaut (%1 fertig): %2</translation>
    </message>
    <message>
        <source>It cannot be opened or rebuilt; see the log.</source>
        <translation>Lässt sich weder öffnen noch neu aufbauen; siehe Protokoll.</translation>
    </message>
    <message>
        <source>Only %1 are free, and writes are refused below %2. Free some space.</source>
        <translation>Nur %1 sind frei; unter %2 wird nicht geschrieben. Platz schaffen.</translation>
    </message>
    <message>
        <source>It answered only after %1 ms.</source>
        <translation>Antwortete erst nach %1 ms.</translation>
    </message>
    <message>
        <source>It is shutting down and takes no new connections.</source>
        <translation>Fährt herunter und nimmt keine Verbindungen mehr an.</translation>
    </message>
    <message>
        <source>%1 of %2 connections are open.</source>
        <translation>%1 von %2 Verbindungen sind offen.</translation>
    </message>
    <message>
        <source>Too many answers wait for their clients. Try again in a moment, or ask for less.</source>
        <translation>Zu viele Antworten warten auf ihre Empfänger. Gleich noch einmal versuchen, oder weniger verlangen.</translation>
    </message>
    <message>
        <source>These hits hold more than %1 MiB together. Ask for fewer at once with size.</source>
        <translation>Diese Treffer sind zusammen größer als %1 MiB. Mit size weniger auf einmal verlangen.</translation>
    </message>
    <message>
        <source>This needs a signed-in user. Sign in at auth/login and send the access token.</source>
        <translation>Das geht nur angemeldet. Bei auth/login anmelden und das Zugriffstoken mitsenden.</translation>
    </message>
    <message>
        <source>The role %1 may not do this. Ask an admin for a role that may.</source>
        <translation>Die Rolle %1 darf das nicht. Einen Administrator um eine Rolle bitten, die es darf.</translation>
    </message>
    <message>
        <source>The wildcard %1 stands for more than %2 different terms; make it more specific.</source>
        <translation>Der Platzhalter %1 steht für mehr als %2 verschiedene Wörter. Ihn enger fassen.</translation>
    </message>
    <message>
        <source>The regular expression %1 stands for more than %2 different terms; make it more specific.</source>
        <translation>Der reguläre Ausdruck %1 steht für mehr als %2 verschiedene Wörter. Ihn enger fassen.</translation>
    </message>
    <message>
        <source>The fuzzy term %1 stands for more than %2 different terms; make it more specific.</source>
        <translation>Das unscharfe Wort %1 steht für mehr als %2 verschiedene Wörter. Es enger fassen.</translation>
    </message>
    <message>
        <source>The wildcard %1 would have to be compared with too many terms; let it begin with letters.</source>
        <translation>Der Platzhalter %1 müsste mit zu vielen Wörtern verglichen werden. Ihn mit Buchstaben beginnen lassen.</translation>
    </message>
    <message>
        <source>The regular expression %1 would have to be compared with too many terms; let it begin with letters.</source>
        <translation>Der reguläre Ausdruck %1 müsste mit zu vielen Wörtern verglichen werden. Ihn mit Buchstaben beginnen lassen.</translation>
    </message>
    <message>
        <source>The fuzzy term %1 would have to be compared with too many terms; let it begin with letters.</source>
        <translation>Das unscharfe Wort %1 müsste mit zu vielen Wörtern verglichen werden. Es mit Buchstaben beginnen lassen.</translation>
    </message>
    <message>
        <source>There is no field %1 to sort by in this collection.</source>
        <translation>In dieser Sammlung gibt es kein Feld %1, nach dem sortiert werden könnte.</translation>
    </message>
    <message>
        <source>The field %1 holds text and cannot be sorted by; use a keyword field.</source>
        <translation>Das Feld %1 enthält Text, nach dem nicht sortiert werden kann. Stattdessen ein keyword-Feld nehmen.</translation>
    </message>
    <message>
        <source>A search can be sorted by at most %1 fields.</source>
        <translation>Eine Suche kann nach höchstens %1 Feldern sortiert werden.</translation>
    </message>
    <message>
        <source>There is no field %1 to count the values of in this collection.</source>
        <translation>In dieser Sammlung gibt es kein Feld %1, dessen Werte gezählt werden könnten.</translation>
    </message>
    <message>
        <source>The field %1 holds text, whose values cannot be counted; use a keyword field.</source>
        <translation>Das Feld %1 enthält Text, dessen Werte nicht gezählt werden können. Stattdessen ein keyword-Feld nehmen.</translation>
    </message>
    <message>
        <source>A histogram needs a date field; %1 is none in this collection.</source>
        <translation>Ein Histogramm braucht ein Datumsfeld; %1 ist in dieser Sammlung keines.</translation>
    </message>
    <message>
        <source>The interval %1 would make more than %2 buckets; choose a longer one or a shorter time range.</source>
        <translation>Der Abstand %1 ergäbe mehr als %2 Balken. Einen längeren oder einen kürzeren Zeitraum wählen.</translation>
    </message>
    <message>
        <source>The cursor does not belong to this sort; start again from the first page.</source>
        <translation>Die Seitenmarke gehört nicht zu dieser Sortierung. Wieder mit der ersten Seite beginnen.</translation>
    </message>
    <message>
        <source>No search of yours with this X-Request-Id is running: it may be over already.</source>
        <translation>Keine eigene Suche mit dieser X-Request-Id läuft: sie ist vielleicht schon zu Ende.</translation>
    </message>
    <message>
        <source>size is 1 to 50.</source>
        <translation>size ist 1 bis 50.</translation>
    </message>
    <message>
        <source>The text has at most 2048 bytes.</source>
        <translation>Der Text hat höchstens 2048 Byte.</translation>
    </message>
    <message>
        <source>The answer could not be made: %1</source>
        <translation>Die Antwort konnte nicht erstellt werden: %1</translation>
    </message>
    <message>
        <source>The answer could not be made, for an unknown reason.</source>
        <translation>Die Antwort konnte aus unbekanntem Grund nicht erstellt werden.</translation>
    </message>
    <message>
        <source>Too many requests wait for this answer already. Try again in a moment.</source>
        <translation>Auf diese Antwort warten schon zu viele Anfragen. Gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The answer was not ready in time. Narrow the search, or allow more time with timeout_ms.</source>
        <translation>Die Antwort war nicht rechtzeitig fertig. Die Suche einengen oder mit timeout_ms mehr Zeit geben.</translation>
    </message>
    <message>
        <source>Name what to clear by exactly one of collection (* for all), tags and query.</source>
        <translation>Angeben, was zu leeren ist: genau eines von collection (* für alle), tags und query.</translation>
    </message>
    <message>
        <source>strategy is immediate, lazy, batch or cascade.</source>
        <translation>strategy ist immediate, lazy, batch oder cascade.</translation>
    </message>
    <message>
        <source>%1, %2 answers</source>
        <translation>%1, %2 Antworten</translation>
    </message>
    <message>
        <source>started</source>
        <translation>begonnen</translation>
    </message>
    <message>
        <source>one was running already</source>
        <translation>es lief schon eines</translation>
    </message>
    <message>
        <source>The collection was changed meanwhile. Read it again and decide anew.</source>
        <translation>Die Sammlung wurde inzwischen geändert. Sie neu lesen und neu entscheiden.</translation>
    </message>
    <message>
        <source>If-Match names no version of this resource. Read it again and use its ETag.</source>
        <translation>If-Match nennt keine Version dieser Ressource. Sie neu lesen und ihr ETag verwenden.</translation>
    </message>
    <message>
        <source>The cursor is not one of this list. Pass on the next_cursor of the page before.</source>
        <translation>Der Cursor gehört nicht zu dieser Liste. Den next_cursor der vorigen Seite weitergeben.</translation>
    </message>
    <message>
        <source>The cursor does not belong to this request. Ask again without one, and then pass on the next_cursor of each answer with an otherwise unchanged request.</source>
        <translation>Der Cursor gehört nicht zu dieser Anfrage. Ohne ihn neu fragen und dann den next_cursor jeder Antwort mit einer sonst unveränderten Anfrage weitergeben.</translation>
    </message>
    <message>
        <source>The saved search %1 cannot be read from the database: %2</source>
        <translation>Die gespeicherte Suche %1 kann nicht aus der Datenbank gelesen werden: %2</translation>
    </message>
    <message>
        <source>There is no saved search %1 of yours. It may have been removed elsewhere.</source>
        <translation>Es gibt keine eigene gespeicherte Suche %1. Sie wurde vielleicht anderswo entfernt.</translation>
    </message>
    <message>
        <source>The saved search was changed since you read it. Read it again, then repeat the change.</source>
        <translation>Die gespeicherte Suche wurde seit dem Lesen geändert. Sie neu lesen und die Änderung wiederholen.</translation>
    </message>
    <message>
        <source>You keep %1 saved searches, which is the most. Remove one that you no longer need.</source>
        <translation>Es sind %1 Suchen gespeichert, mehr geht nicht. Eine entfernen, die nicht mehr gebraucht wird.</translation>
    </message>
    <message>
        <source>The line %1 of the history cannot be read from the database: %2</source>
        <translation>Die Zeile %1 des Verlaufs kann nicht aus der Datenbank gelesen werden: %2</translation>
    </message>
    <message>
        <source>The preferences were changed since you read them. Read them again, then repeat the change.</source>
        <translation>Die Einstellungen wurden seit dem Lesen geändert. Sie neu lesen und die Änderung wiederholen.</translation>
    </message>
    <message>
        <source>A saved search has a name of 1 to 200 characters.</source>
        <translation>Eine gespeicherte Suche hat einen Namen von 1 bis 200 Zeichen.</translation>
    </message>
    <message>
        <source>A saved search has at most 20 tags.</source>
        <translation>Eine gespeicherte Suche hat höchstens 20 Schlagwörter.</translation>
    </message>
    <message>
        <source>A tag has 1 to 50 characters.</source>
        <translation>Ein Schlagwort hat 1 bis 50 Zeichen.</translation>
    </message>
    <message>
        <source>The whole search is over 16 KiB long.</source>
        <translation>Die ganze Suche ist länger als 16 KiB.</translation>
    </message>
    <message>
        <source>The query is over 2 KiB long.</source>
        <translation>Die Anfrage ist länger als 2 KiB.</translation>
    </message>
    <message>
        <source>At most %1 %2 can be kept.</source>
        <translation>Es können höchstens %1 %2 behalten werden.</translation>
    </message>
    <message>
        <source>One of %1 is over %2 bytes long.</source>
        <translation>Ein Eintrag in %1 ist länger als %2 Bytes.</translation>
    </message>
    <message>
        <source>At most 8 sort fields can be kept.</source>
        <translation>Es können höchstens 8 Sortierfelder behalten werden.</translation>
    </message>
    <message>
        <source>A field&apos;s name is over 256 bytes long.</source>
        <translation>Der Name eines Feldes ist länger als 256 Bytes.</translation>
    </message>
    <message>
        <source>A part of time is over 256 bytes long.</source>
        <translation>Ein Teil von time ist länger als 256 Bytes.</translation>
    </message>
    <message>
        <source>This is no file of %1, version 1: it needs a list called %2.</source>
        <translation>Das ist keine Datei von %1, Version 1: Sie braucht eine Liste namens %2.</translation>
    </message>
    <message>
        <source>Each entry is an object.</source>
        <translation>Jeder Eintrag ist ein Objekt.</translation>
    </message>
    <message>
        <source>collection is missing: name one or several.</source>
        <translation>collection fehlt: eine oder mehrere nennen.</translation>
    </message>
    <message>
        <source>search is missing: an object with collection and query.</source>
        <translation>search fehlt: ein Objekt mit collection und query.</translation>
    </message>
    <message>
        <source>ranking is natural or bm25.</source>
        <translation>ranking ist natural oder bm25.</translation>
    </message>
    <message>
        <source>default_operator is and or or.</source>
        <translation>default_operator ist and oder or.</translation>
    </message>
    <message>
        <source>similarity is an object with k1 and b.</source>
        <translation>similarity ist ein Objekt mit k1 und b.</translation>
    </message>
    <message>
        <source>similarity has k1 and b, nothing else.</source>
        <translation>similarity hat k1 und b, sonst nichts.</translation>
    </message>
    <message>
        <source>k1 is a number from 0 to 100 (1.2 if left out) and b one from 0 to 1 (0.75).</source>
        <translation>k1 ist eine Zahl von 0 bis 100 (ohne Angabe 1.2) und b eine von 0 bis 1 (0.75).</translation>
    </message>
    <message>
        <source>A weight is a number above 0 and at most 1,000.</source>
        <translation>Ein Gewicht ist eine Zahl über 0 und höchstens 1.000.</translation>
    </message>
    <message>
        <source>An analyzer is standard, english or german.</source>
        <translation>Ein Analysierer ist standard, english oder german.</translation>
    </message>
    <message>
        <source>The schema is wrong: %1</source>
        <translation>Das Schema ist falsch: %1</translation>
    </message>
    <message>
        <source>At most 32 collections can be searched at once.</source>
        <translation>Es können höchstens 32 Sammlungen zugleich durchsucht werden.</translation>
    </message>
    <message>
        <source>size is 0 to %1; later pages are reached with cursor.</source>
        <translation>size ist 0 bis %1; spätere Seiten werden mit cursor erreicht.</translation>
    </message>
    <message>
        <source>offset is 0 to %1; what lies further is reached with cursor.</source>
        <translation>offset ist 0 bis %1; was weiter liegt, wird mit cursor erreicht.</translation>
    </message>
    <message>
        <source>At most %1 facets can be counted at once.</source>
        <translation>Es können höchstens %1 Facetten zugleich gezählt werden.</translation>
    </message>
    <message>
        <source>At most %1 statistics can be made at once.</source>
        <translation>Es können höchstens %1 Statistiken zugleich erstellt werden.</translation>
    </message>
    <message>
        <source>timeout_ms is 1 to %1.</source>
        <translation>timeout_ms ist 1 bis %1.</translation>
    </message>
    <message>
        <source>At most 256 fields can be named.</source>
        <translation>Es können höchstens 256 Felder genannt werden.</translation>
    </message>
    <message>
        <source>At most 64 filters can be set.</source>
        <translation>Es können höchstens 64 Filter gesetzt werden.</translation>
    </message>
    <message>
        <source>At most 8 sort fields can be named.</source>
        <translation>Es können höchstens 8 Sortierfelder genannt werden.</translation>
    </message>
    <message>
        <source>Statistics need a field of numbers or dates; %1 is none. Facets count the values of other fields.</source>
        <translation>Statistiken brauchen ein Feld mit Zahlen oder Zeiten; %1 ist keines. Facetten zählen die Werte anderer Felder.</translation>
    </message>
    <message>
        <source>%1 exports of this user are running already. Wait for one, or cancel it.</source>
        <translation>Für dieses Konto laufen schon %1 Exporte. Auf einen warten oder ihn abbrechen.</translation>
    </message>
    <message>
        <source>The export took longer than it may. Export less at once: narrow the time or the query.</source>
        <translation>Der Export dauerte länger als erlaubt. Weniger auf einmal exportieren: die Zeit oder die Anfrage einengen.</translation>
    </message>
    <message>
        <source>format is csv, ndjson or json.</source>
        <translation>format ist csv, ndjson oder json.</translation>
    </message>
    <message>
        <source>At most 10,000 documents can be named. Narrow the query instead.</source>
        <translation>Es können höchstens 10.000 Dokumente genannt werden. Stattdessen die Anfrage einengen.</translation>
    </message>
    <message>
        <source>Nothing was found. Did you mean %1?</source>
        <translation>Nichts gefunden. War %1 gemeint?</translation>
    </message>
    <message>
        <source>There is no document &quot;%1&quot; to be searched in this collection. One that was just written is there in a moment.</source>
        <translation>In dieser Sammlung ist kein durchsuchbares Dokument „%1“. Ein eben geschriebenes ist gleich da.</translation>
    </message>
    <message>
        <source>Neighbours are those in the order of one field: name one, or id.</source>
        <translation>Nachbarn gibt es in der Reihenfolge eines Feldes: eines nennen oder id.</translation>
    </message>
    <message>
        <source>%1 is 0 to 100.</source>
        <translation>%1 ist 0 bis 100.</translation>
    </message>
    <message>
        <source>The score of the document</source>
        <translation>Die Bewertung des Dokuments</translation>
    </message>
    <message>
        <source>The word &quot;%1&quot; in %2, all fields taken as one text</source>
        <translation>Das Wort „%1“ in %2, alle Felder als ein Text genommen</translation>
    </message>
    <message>
        <source>The word &quot;%1&quot; in %2: in %3 of %4 documents, here %5 times in about %6 words</source>
        <translation>Das Wort „%1“ in %2: in %3 von %4 Dokumenten, hier %5 Mal in etwa %6 Wörtern</translation>
    </message>
    <message>
        <source>The word &quot;%1&quot; in %2: in %3 of %4 documents</source>
        <translation>Das Wort „%1“ in %2: in %3 von %4 Dokumenten</translation>
    </message>
    <message>
        <source>The words &quot;%1&quot; next to each other in %2</source>
        <translation>Die Wörter „%1“ nebeneinander in %2</translation>
    </message>
    <message>
        <source>%1 of %2 words are there</source>
        <translation>%1 von %2 Wörtern sind da</translation>
    </message>
    <message>
        <source>Words stand near each other</source>
        <translation>Wörter stehen nahe beieinander</translation>
    </message>
    <message>
        <source>All of these</source>
        <translation>Alle davon</translation>
    </message>
    <message>
        <source>Any of these</source>
        <translation>Eines davon</translation>
    </message>
    <message>
        <source>A word like &quot;%1&quot; in %2</source>
        <translation>Ein Wort wie „%1“ in %2</translation>
    </message>
    <message>
        <source>The value of %1 is in range</source>
        <translation>Der Wert von %1 liegt im Bereich</translation>
    </message>
    <message>
        <source>%1 has a value</source>
        <translation>%1 hat einen Wert</translation>
    </message>
    <message>
        <source>Every document</source>
        <translation>Jedes Dokument</translation>
    </message>
    <message>
        <source>The id is named</source>
        <translation>Die ID ist genannt</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Passt</translation>
    </message>
</context>
<context>
    <name>ServerList</name>
    <message>
        <source>Enter the server&apos;s address, for example https://explorer.example.org.</source>
        <translation>Die Adresse des Servers eingeben, zum Beispiel https://explorer.example.org.</translation>
    </message>
    <message>
        <source>This is not an address. Write it like https://explorer.example.org:8470.</source>
        <translation>Das ist keine Adresse. Schreibweise: https://explorer.example.org:8470.</translation>
    </message>
    <message>
        <source>An address begins with https:// or http://.</source>
        <translation>Eine Adresse beginnt mit https:// oder http://.</translation>
    </message>
    <message>
        <source>Leave name and password out of the address; you are asked for them below.</source>
        <translation>Name und Passwort gehören nicht in die Adresse; sie werden unten abgefragt.</translation>
    </message>
</context>
<context>
    <name>TimeChoice</name>
    <message>
        <source>All time</source>
        <translation>Gesamter Zeitraum</translation>
    </message>
    <message>
        <source>Last 15 minutes</source>
        <translation>Letzte 15 Minuten</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last 4 hours</source>
        <translation>Letzte 4 Stunden</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Letzte 90 Tage</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>before %1</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
</context>
<context>
    <name>explorer::app::Desktop</name>
    <message>
        <source>Sample shop: %1</source>
        <translation>Beispiel-Shop: %1</translation>
    </message>
    <message>
        <source>Opening the local workspace</source>
        <translation>Lokaler Arbeitsbereich wird geöffnet</translation>
    </message>
    <message>
        <source>The local workspace is open in another ExplorerIO. Close that one, or connect to a server.</source>
        <translation>Der lokale Arbeitsbereich ist in einem anderen ExplorerIO geöffnet. Jenes schließen oder mit einem Server verbinden.</translation>
    </message>
    <message>
        <source>The local workspace cannot be opened. %1</source>
        <translation>Der lokale Arbeitsbereich lässt sich nicht öffnen. %1</translation>
    </message>
    <message>
        <source>Making the sample shop</source>
        <translation>Beispiel-Shop wird erzeugt</translation>
    </message>
    <message>
        <source>Loading %1</source>
        <translation>%1 wird geladen</translation>
    </message>
    <message>
        <source>The sample data could not be loaded. %1</source>
        <translation>Die Beispieldaten konnten nicht geladen werden. %1</translation>
    </message>
    <message>
        <source>Something went wrong in this shop, twice:</source>
        <translation>In diesem Shop ging zweimal etwas schief:</translation>
    </message>
</context>
<context>
    <name>explorer::ui::AccountForm</name>
    <message>
        <source>&amp;Remember me on this computer</source>
        <translation>Auf diesem Computer &amp;angemeldet bleiben</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Keeps you signed in through the system&apos;s keychain; the password is never stored.</source>
        <translation>Die Anmeldung bleibt über den Schlüsselbund des Systems erhalten; das Passwort wird nie gespeichert.</translation>
    </message>
    <message>
        <source>&amp;Account</source>
        <translation>&amp;Konto</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>Caps lock is on.</source>
        <translation>Die Feststelltaste ist aktiv.</translation>
    </message>
    <message>
        <source>Signing in...</source>
        <translation>Anmeldung läuft …</translation>
    </message>
    <message>
        <source>The account or the password is not right. Check both and try again.</source>
        <translation>Konto oder Passwort stimmt nicht. Beides prüfen und erneut versuchen.</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1:%2 minutes</source>
        <translation>%1:%2 Minuten</translation>
    </message>
    <message>
        <source>Too many attempts. You can try again in %1.</source>
        <translation>Zu viele Versuche. Der nächste ist in %1 möglich.</translation>
    </message>
    <message>
        <source>You can try again now.</source>
        <translation>Ein neuer Versuch ist möglich.</translation>
    </message>
</context>
<context>
    <name>explorer::ui::AdminScreen</name>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>By query shape</source>
        <translation>Nach Form der Anfrage</translation>
    </message>
    <message>
        <source>What clears answers</source>
        <translation>Was Antworten leert</translation>
    </message>
    <message>
        <source>Last actions</source>
        <translation>Letzte Aktionen</translation>
    </message>
    <message>
        <source>Answers from the cache</source>
        <translation>Antworten aus dem Cache</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Warming</source>
        <translation>Vorwärmen</translation>
    </message>
    <message>
        <source>Asking for the cache&apos;s figures</source>
        <translation>Zahlen des Caches werden geholt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Cache: %1 hits</source>
        <translation>Cache: %1 Treffer</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>%1: %2 of %3 searches, %4</source>
        <translation>%1: %2 von %3 Suchen, %4</translation>
    </message>
    <message>
        <source>Warming has begun.</source>
        <translation>Das Vorwärmen hat begonnen.</translation>
    </message>
    <message>
        <source>A warming runs already.</source>
        <translation>Es läuft schon ein Vorwärmen.</translation>
    </message>
    <message>
        <source>%1 is critical: a write clears its answers at once.</source>
        <translation>%1 ist kritisch: Ein Schreiben leert ihre Antworten sofort.</translation>
    </message>
    <message>
        <source>%1 is not critical any more.</source>
        <translation>%1 ist nicht mehr kritisch.</translation>
    </message>
    <message>
        <source>%1 were not taken in: others are asked for more often.</source>
        <translation>%1 wurden nicht aufgenommen: Andere werden öfter gefragt.</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>%1 answers held, and %2 beside them for failures only. Since the start: %3 hits (%4 waited for another&apos;s load), %5 misses, %6 stale, %7 errors, %8 refreshed in the background, %9 evicted.</source>
        <translation>%1 Antworten gehalten und %2 daneben nur für Ausfälle. Seit dem Start: %3 Treffer (%4 warteten auf das Laden anderer), %5 Fehlgriffe, %6 veraltet, %7 Fehler, %8 im Hintergrund erneuert, %9 verdrängt.</translation>
    </message>
</context>
<context>
    <name>explorer::ui::ApiClient</name>
    <message>
        <source>Another server was chosen before the answer came.</source>
        <translation>Vor der Antwort wurde ein anderer Server gewählt.</translation>
    </message>
    <message>
        <source>You signed out before the answer came.</source>
        <translation>Vor der Antwort wurde abgemeldet.</translation>
    </message>
</context>
<context>
    <name>explorer::ui::CacheClearPanel</name>
    <message>
        <source>What to clear</source>
        <translation>Was zu leeren ist</translation>
    </message>
    <message>
        <source>All answers</source>
        <translation>Alle Antworten</translation>
    </message>
    <message>
        <source>Of a collection</source>
        <translation>Einer Sammlung</translation>
    </message>
    <message>
        <source>By tag</source>
        <translation>Nach Schlagwort</translation>
    </message>
    <message>
        <source>Of a query</source>
        <translation>Einer Anfrage</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>Vorwärmen</translation>
    </message>
    <message>
        <source>Answers popular searches beforehand: of the chosen collection, or of all where none is chosen</source>
        <translation>Beantwortet beliebte Suchen im Voraus: die der gewählten Sammlung oder, ohne Wahl, aller</translation>
    </message>
    <message>
        <source>immediate: now</source>
        <translation>sofort: jetzt</translation>
    </message>
    <message>
        <source>lazy: not renewed when their time is up</source>
        <translation>träge: nach Ablauf nicht erneuern</translation>
    </message>
    <message>
        <source>batch: at the end of running bulks</source>
        <translation>gebündelt: am Ende laufender Stapel</translation>
    </message>
    <message>
        <source>cascade: with saved searches and aggregates</source>
        <translation>kaskadierend: mit gespeicherten Suchen und Aggregaten</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Preview first: it counts what would go</source>
        <translation>Zuerst die Vorschau: Sie zählt, was ginge</translation>
    </message>
    <message numerus="yes">
        <source>%n of them with facets, a histogram or statistics</source>
        <translation>
            <numerusform>%n davon mit Facetten, Histogramm oder Statistik</numerusform>
            <numerusform>%n davon mit Facetten, Histogramm oder Statistik</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n saved search(es) name it</source>
        <translation>
            <numerusform>%n gespeicherte Suche nennt sie</numerusform>
            <numerusform>%n gespeicherte Suchen nennen sie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln answer(s) would go</source>
        <translation>
            <numerusform>%Ln Antwort ginge</numerusform>
            <numerusform>%Ln Antworten gingen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln answer(s) cleared</source>
        <translation>
            <numerusform>%Ln Antwort geleert</numerusform>
            <numerusform>%Ln Antworten geleert</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; %2; %3.</source>
        <translation>%1; %2; %3.</translation>
    </message>
    <message numerus="yes">
        <source>Clear %Ln answer(s)</source>
        <translation>
            <numerusform>%Ln Antwort leeren</numerusform>
            <numerusform>%Ln Antworten leeren</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>explorer::ui::CacheCollectionsModel</name>
    <message>
        <source>critical</source>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>immediate: with the write</source>
        <translation>sofort: mit dem Schreiben</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>A write clears</source>
        <translation>Ein Schreiben leert</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>lazy: with the next request</source>
        <translation>träge: mit der nächsten Anfrage</translation>
    </message>
</context>
<context>
    <name>explorer::ui::CertificateBox</name>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>The system cannot tell whose server this is. Compare the fingerprint with the one that its administrator gives you; accept only if they are the same.</source>
        <translation>Das System kann nicht feststellen, wessen Server das ist. Den Fingerabdruck mit dem der Administration vergleichen und nur bei Übereinstimmung annehmen.</translation>
    </message>
    <message>
        <source>Issued to</source>
        <translation>Ausgestellt für</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Ausgestellt von</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Accept this certificate</source>
        <translation>Dieses Zertifikat annehmen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
</context>
<context>
    <name>explorer::ui::CommandPalette</name>
    <message>
        <source>Type what you want to do</source>
        <translation>Befehl eingeben</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Nothing is called like that</source>
        <translation>Kein solcher Befehl</translation>
    </message>
</context>
<context>
    <name>explorer::ui::CompareModel</name>
    <message>
        <source>%1, differs</source>
        <translation>%1, verschieden</translation>
    </message>
    <message>
        <source>(not there)</source>
        <translation>(fehlt)</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
</context>
<context>
    <name>explorer::ui::ComparePane</name>
    <message>
        <source>Only what differs</source>
        <translation>Nur Unterschiede</translation>
    </message>
    <message>
        <source>Keep this document  Ctrl+M</source>
        <translation>Dieses Dokument behalten  Strg+M</translation>
    </message>
    <message>
        <source>Two documents side by side</source>
        <translation>Zwei Dokumente nebeneinander</translation>
    </message>
    <message>
        <source>Keep this document, then go to another one: both stand here side by side.</source>
        <translation>Dieses Dokument behalten, dann zu einem anderen gehen: Beide stehen hier nebeneinander.</translation>
    </message>
    <message>
        <source>%1 is kept. Go to another document to see them side by side.</source>
        <translation>%1 ist behalten. Zu einem anderen Dokument gehen, um beide nebeneinander zu sehen.</translation>
    </message>
    <message>
        <source>The two documents hold the same.</source>
        <translation>Die beiden Dokumente enthalten dasselbe.</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) differ</source>
        <translation>
            <numerusform>%n Feld verschieden</numerusform>
            <numerusform>%n Felder verschieden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>explorer::ui::CompletionPopup</name>
    <message>
        <source>Completions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>explorer::ui::ComponentsModel</name>
    <message>
        <source>pass</source>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>degraded</source>
        <translation>eingeschränkt</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>search index</source>
        <translation>Suchindex</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>Datenträger</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
</context>
<context>
    <name>explorer::ui::ConnectPage</name>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>Work offline in the local workspace</source>
        <translation>Offline im lokalen Arbeitsbereich arbeiten</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Serveradresse</translation>
    </message>
    <message>
        <source>Asks the server who it is</source>
        <translation>Fragt den Server, wer er ist</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Connect to a server</source>
        <translation>Mit einem Server verbinden</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>&amp;Server</translation>
    </message>
    <message>
        <source>Asking %1...</source>
        <translation>%1 wird gefragt …</translation>
    </message>
    <message>
        <source>This server (version %1) needs a client of version %2 or later; this is %3. Update ExplorerIO.</source>
        <translation>Dieser Server (Version %1) braucht einen Client ab Version %2; dies ist %3. ExplorerIO aktualisieren.</translation>
    </message>
    <message>
        <source>Reachable: version %1, round trip %2 ms.</source>
        <translation>Erreichbar: Version %1, Laufzeit %2 ms.</translation>
    </message>
</context>
<context>
    <name>explorer::ui::ContextView</name>
    <message>
        <source>Matches only</source>
        <translation>Passt nur</translation>
    </message>
    <message>
        <source>Only documents that the search finds</source>
        <translation>Nur Dokumente, die die Suche findet</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Further before and after</source>
        <translation>Weiter davor und danach</translation>
    </message>
    <message>
        <source>Documents before and after</source>
        <translation>Dokumente davor und danach</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>%1 before, %2 after</source>
        <translation>%1 davor, %2 danach</translation>
    </message>
    <message>
        <source>This document: %1</source>
        <translation>Dieses Dokument: %1</translation>
    </message>
</context>
<context>
    <name>explorer::ui::DependencyMap</name>
    <message>
        <source>Dependency map; the table beside it says the same</source>
        <translation>Karte der Abhängigkeiten; die Tabelle daneben zeigt dasselbe</translation>
    </message>
</context>
<context>
    <name>explorer::ui::DocumentFieldsModel</name>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>explorer::ui::DocumentPane</name>
    <message>
        <source>Fields of the document</source>
        <translation>Felder des Dokuments</translation>
    </message>
    <message>
        <source>JSON tree of the document</source>
        <translation>JSON-Baum des Dokuments</translation>
    </message>
    <message>
        <source>JSON of the document</source>
        <translation>JSON des Dokuments</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Rohtext</translation>
    </message>
    <message>
        <source>Previous document</source>
        <translation>Voriges Dokument</translation>
    </message>
    <message>
        <source>Next document</source>
        <translation>Nächstes Dokument</translation>
    </message>
    <message>
        <source>Copy the document as JSON</source>
        <translation>Dokument als JSON kopieren</translation>
    </message>
    <message>
        <source>Close the document</source>
        <translation>Dokument schließen</translation>
    </message>
    <message>
        <source>Only this value</source>
        <translation>Nur dieser Wert</translation>
    </message>
    <message>
        <source>Not this value</source>
        <translation>Ohne diesen Wert</translation>
    </message>
    <message>
        <source>Copy	Ctrl+C</source>
        <translation>Kopieren	Strg+C</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
</context>
<context>
    <name>explorer::ui::DropZone</name>
    <message>
        <source>Choose files…</source>
        <translation>Dateien wählen …</translation>
    </message>
    <message>
        <source>Drop files here, or paste text</source>
        <translation>Dateien hier ablegen oder Text einfügen</translation>
    </message>
    <message>
        <source>Drop files here</source>
        <translation>Dateien hier ablegen</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Data (*.ndjson *.jsonl *.json *.csv *.tsv *.txt *.log);;All files (*)</source>
        <translation>Daten (*.ndjson *.jsonl *.json *.csv *.tsv *.txt *.log);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>NDJSON, JSON, CSV or log lines, gzip and zstd too; files or a folder. Ctrl+V pastes text.</source>
        <translation>NDJSON, JSON, CSV oder Protokollzeilen, auch mit gzip und zstd; Dateien oder ein Ordner. Strg+V fügt Text ein.</translation>
    </message>
</context>
<context>
    <name>explorer::ui::ExplanationView</name>
    <message>
        <source>Parts of the score</source>
        <translation>Teile der Bewertung</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>The search does not find this document.</source>
        <translation>Die Suche findet dieses Dokument nicht.</translation>
    </message>
    <message>
        <source>The hits stand by their score, the highest first.</source>
        <translation>Die Treffer stehen nach ihrer Bewertung, die höchste zuerst.</translation>
    </message>
    <message>
        <source>The hits stand by %1; the score plays no part.</source>
        <translation>Die Treffer stehen nach %1; die Bewertung spielt keine Rolle.</translation>
    </message>
</context>
<context>
    <name>explorer::ui::ExploreScreen</name>
    <message>
        <source>Loading collections</source>
        <translation>Sammlungen werden geladen</translation>
    </message>
    <message>
        <source>Nothing to search yet</source>
        <translation>Noch nichts zu durchsuchen</translation>
    </message>
    <message>
        <source>Import a file: NDJSON, JSON or CSV.</source>
        <translation>Eine Datei importieren: NDJSON, JSON oder CSV.</translation>
    </message>
    <message>
        <source>Import data</source>
        <translation>Daten importieren</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Searching %1</source>
        <translation>%1 wird durchsucht</translation>
    </message>
    <message>
        <source>No matches in this time range</source>
        <translation>Keine Treffer in diesem Zeitraum</translation>
    </message>
    <message>
        <source>Nothing in %1 matches within “%2”.</source>
        <translation>Nichts in %1 passt im Zeitraum „%2“.</translation>
    </message>
    <message>
        <source>Search all time</source>
        <translation>Ohne Zeitgrenze suchen</translation>
    </message>
    <message>
        <source>No matches</source>
        <translation>Keine Treffer</translation>
    </message>
    <message>
        <source>Nothing in %1 matches the query and all filters.</source>
        <translation>Nichts in %1 passt zur Abfrage und allen Filtern.</translation>
    </message>
    <message>
        <source>Remove the filters</source>
        <translation>Filter entfernen</translation>
    </message>
    <message>
        <source>Nothing in %1 matches the query. Check the fields&apos; values at the left.</source>
        <translation>Nichts in %1 passt zur Abfrage. Die Werte der Felder links prüfen.</translation>
    </message>
    <message>
        <source>Show all documents</source>
        <translation>Alle Dokumente zeigen</translation>
    </message>
    <message>
        <source>%1 is empty</source>
        <translation>%1 ist leer</translation>
    </message>
    <message>
        <source>It has no documents yet.</source>
        <translation>Noch enthält sie keine Dokumente.</translation>
    </message>
    <message>
        <source>Auto-refresh waits while you are further down</source>
        <translation>Die automatische Aktualisierung wartet, solange weiter unten gelesen wird</translation>
    </message>
    <message>
        <source>Search cancelled</source>
        <translation>Suche abgebrochen</translation>
    </message>
    <message>
        <source>It was stopped before an answer came.</source>
        <translation>Sie wurde beendet, bevor eine Antwort kam.</translation>
    </message>
    <message>
        <source>Further rows did not come: %1</source>
        <translation>Weitere Zeilen kamen nicht: %1</translation>
    </message>
    <message>
        <source>The result&apos;s snapshot has expired on the server; searching again.</source>
        <translation>Der Stand des Ergebnisses ist auf dem Server abgelaufen; es wird neu gesucht.</translation>
    </message>
    <message>
        <source>Run the search</source>
        <translation>Suche starten</translation>
    </message>
    <message>
        <source>Search literally</source>
        <translation>Wörtlich suchen</translation>
    </message>
    <message>
        <source>Choose the time range</source>
        <translation>Zeitraum wählen</translation>
    </message>
    <message>
        <source>Find a field</source>
        <translation>Feld suchen</translation>
    </message>
    <message>
        <source>Show or hide the fields</source>
        <translation>Felder ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Show or hide the document</source>
        <translation>Dokument ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Compact or roomy rows</source>
        <translation>Zeilen dicht oder luftig</translation>
    </message>
    <message>
        <source>Saved as “%1”</source>
        <translation>Gespeichert als „%1“</translation>
    </message>
    <message>
        <source>Save the search</source>
        <translation>Suche speichern</translation>
    </message>
    <message>
        <source>Save the search as a new one</source>
        <translation>Suche als neue speichern</translation>
    </message>
    <message>
        <source>Saved searches and history</source>
        <translation>Gespeicherte Suchen und Verlauf</translation>
    </message>
    <message>
        <source>Further rows did not come: the search ran out of time.</source>
        <translation>Weitere Zeilen kamen nicht: Die Zeit der Suche war um.</translation>
    </message>
    <message>
        <source>Search %1 instead</source>
        <translation>Stattdessen %1 suchen</translation>
    </message>
    <message>
        <source>Stopped at row %1</source>
        <translation>Bei Zeile %1 angehalten</translation>
    </message>
    <message>
        <source>Going to row %1: %2 % (Esc stops)</source>
        <translation>Auf dem Weg zu Zeile %1: %2 % (Esc hält an)</translation>
    </message>
    <message>
        <source>Keep the document to compare others with it</source>
        <translation>Das Dokument behalten, um andere damit zu vergleichen</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>Es wird von selbst noch einmal versucht.</translation>
    </message>
    <message>
        <source>Around</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Why here?</source>
        <translation>Warum hier?</translation>
    </message>
    <message>
        <source>There is nothing to export</source>
        <translation>Es gibt nichts zu exportieren</translation>
    </message>
    <message>
        <source>Export the hits</source>
        <translation>Die Treffer exportieren</translation>
    </message>
</context>
<context>
    <name>explorer::ui::ExploreTabs</name>
    <message>
        <source>Tabs</source>
        <translation>Tabs</translation>
    </message>
    <message>
        <source>New tab (Ctrl+T)</source>
        <translation>Neuer Tab (Strg+T)</translation>
    </message>
    <message>
        <source>New tab</source>
        <translation>Neuer Tab</translation>
    </message>
    <message>
        <source>New search</source>
        <translation>Neue Suche</translation>
    </message>
</context>
<context>
    <name>explorer::ui::ExportDialog</name>
    <message>
        <source>All matches (%1)</source>
        <translation>Alle Treffer (%1)</translation>
    </message>
    <message>
        <source>Selected rows (%1)</source>
        <translation>Ausgewählte Zeilen (%1)</translation>
    </message>
    <message>
        <source>Whole documents</source>
        <translation>Ganze Dokumente</translation>
    </message>
    <message>
        <source>Keep spreadsheets from running cells as formulas</source>
        <translation>Verhindern, dass Tabellenprogramme Zellen als Formeln ausführen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Export from %1</source>
        <translation>Aus %1 exportieren</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>The export was cancelled. No file was written.</source>
        <translation>Der Export wurde abgebrochen. Es wurde keine Datei geschrieben.</translation>
    </message>
    <message>
        <source>CSV, a table for spreadsheets</source>
        <translation>CSV, eine Tabelle für Tabellenprogramme</translation>
    </message>
    <message>
        <source>NDJSON, one document a line</source>
        <translation>NDJSON, ein Dokument je Zeile</translation>
    </message>
    <message>
        <source>JSON, one array</source>
        <translation>JSON, ein Array</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>An apostrophe goes before texts that begin with =, +, - or @.</source>
        <translation>Vor Texte, die mit =, +, - oder @ beginnen, kommt ein Apostroph.</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Columns to export</source>
        <translation>Zu exportierende Spalten</translation>
    </message>
    <message>
        <source>All fields</source>
        <translation>Alle Felder</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, about %2</source>
        <translation>%1, etwa %2</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>The export did not come to its end: %1 No file was written.</source>
        <translation>Der Export kam nicht zu seinem Ende: %1 Es wurde keine Datei geschrieben.</translation>
    </message>
    <message>
        <source>%1 of %2 rows, %3</source>
        <translation>%1 von %2 Zeilen, %3</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Written to %1 (%2).</source>
        <translation>Geschrieben nach %1 (%2).</translation>
    </message>
</context>
<context>
    <name>explorer::ui::FieldsModel</name>
    <message>
        <source>No values among these hits</source>
        <translation>Keine Werte in diesen Treffern</translation>
    </message>
    <message numerus="yes">
        <source>%Ln hit(s) in further values (%1)</source>
        <translation>
            <numerusform>%Ln Treffer in weiteren Werten (%1)</numerusform>
            <numerusform>%Ln Treffer in weiteren Werten (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hit(s) without this field</source>
        <translation>
            <numerusform>%Ln Treffer ohne dieses Feld</numerusform>
            <numerusform>%Ln Treffer ohne dieses Feld</numerusform>
        </translation>
    </message>
    <message>
        <source>Loading values…</source>
        <translation>Werte werden geladen …</translation>
    </message>
    <message>
        <source>%1, %2, shown as a column</source>
        <translation>%1, %2, als Spalte gezeigt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(leer)</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln hit(s), %2 %</source>
        <translation>
            <numerusform>%1: %Ln Treffer, %2 %</numerusform>
            <numerusform>%1: %Ln Treffer, %2 %</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>explorer::ui::FieldsPanel</name>
    <message>
        <source>Find a field</source>
        <translation>Feld suchen</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Only this value	+</source>
        <translation>Nur dieser Wert	+</translation>
    </message>
    <message>
        <source>Not this value	-</source>
        <translation>Ohne diesen Wert	-</translation>
    </message>
    <message>
        <source>Show or hide the column	C</source>
        <translation>Spalte ein- oder ausblenden	C</translation>
    </message>
    <message>
        <source>Copy	Ctrl+C</source>
        <translation>Kopieren	Strg+C</translation>
    </message>
</context>
<context>
    <name>explorer::ui::FilterBar</name>
    <message>
        <source>not %1</source>
        <translation>nicht %1</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter %1</source>
        <translation>Filter %1</translation>
    </message>
    <message>
        <source>%1
Space: off and on, I: invert, P: pin, Delete: remove</source>
        <translation>%1
Leertaste: aus und ein, I: umkehren, P: anheften, Entf: entfernen</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Umkehren</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>Remove this filter</source>
        <translation>Diesen Filter entfernen</translation>
    </message>
    <message>
        <source>Remove filter %1</source>
        <translation>Filter %1 entfernen</translation>
    </message>
</context>
<context>
    <name>explorer::ui::FirstRunPage</name>
    <message>
        <source>Open the local workspace</source>
        <translation>Lokalen Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>Search your own files on this computer. Nothing leaves it, and no server is needed.</source>
        <translation>Eigene Dateien auf diesem Computer durchsuchen. Nichts verlässt ihn, ein Server ist nicht nötig.</translation>
    </message>
    <message>
        <source>Connect to a server</source>
        <translation>Mit einem Server verbinden</translation>
    </message>
    <message>
        <source>Sign in to an ExplorerIO server of your organisation.</source>
        <translation>Bei einem ExplorerIO-Server der eigenen Organisation anmelden.</translation>
    </message>
    <message>
        <source>Try the sample data</source>
        <translation>Beispieldaten ausprobieren</translation>
    </message>
    <message>
        <source>A small web shop with a story to be found in its logs. Takes a few seconds.</source>
        <translation>Ein kleiner Webshop, in dessen Logs eine Geschichte steckt. Dauert einige Sekunden.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel loading the sample data</source>
        <translation>Laden der Beispieldaten abbrechen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Welcome to ExplorerIO</source>
        <translation>Willkommen bei ExplorerIO</translation>
    </message>
    <message>
        <source>Where do you want to begin? You can change it at any time.</source>
        <translation>Wo soll es losgehen? Das lässt sich jederzeit ändern.</translation>
    </message>
</context>
<context>
    <name>explorer::ui::HelpWindow</name>
    <message>
        <source>Help - ExplorerIO</source>
        <translation>Hilfe - ExplorerIO</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>documents with this word; several words must all be there</source>
        <translation>Dokumente mit diesem Wort; mehrere Wörter müssen alle vorkommen</translation>
    </message>
    <message>
        <source>these words next to each other</source>
        <translation>diese Wörter direkt nebeneinander</translation>
    </message>
    <message>
        <source>a field&apos;s value</source>
        <translation>der Wert eines Feldes</translation>
    </message>
    <message>
        <source>one of several values of a field</source>
        <translation>einer von mehreren Werten eines Feldes</translation>
    </message>
    <message>
        <source>comparisons and ranges; { and } leave the bound out</source>
        <translation>Vergleiche und Bereiche; { und } schließen die Grenze aus</translation>
    </message>
    <message>
        <source>times: from now, or a whole day, month or year</source>
        <translation>Zeiten: ab jetzt oder ein ganzer Tag, Monat oder ein Jahr</translation>
    </message>
    <message>
        <source>and, or, not, with ( ) for groups; - is short for not</source>
        <translation>and, or, not, mit ( ) für Gruppen; - steht kurz für not</translation>
    </message>
    <message>
        <source>documents that have a field, or lack it</source>
        <translation>Dokumente mit einem Feld oder ohne es</translation>
    </message>
    <message>
        <source>any letters, any one letter</source>
        <translation>beliebige Zeichen, genau ein Zeichen</translation>
    </message>
    <message>
        <source>a word with up to 1 or 2 slips</source>
        <translation>ein Wort mit bis zu 1 oder 2 Tippfehlern</translation>
    </message>
    <message>
        <source>a regular expression over the whole value</source>
        <translation>ein regulärer Ausdruck über den ganzen Wert</translation>
    </message>
    <message>
        <source>Asking</source>
        <translation>Abfragen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>An empty query finds every document.</source>
        <translation>Eine leere Abfrage findet jedes Dokument.</translation>
    </message>
</context>
<context>
    <name>explorer::ui::HistogramChart</name>
    <message>
        <source>Hits over time</source>
        <translation>Treffer im Zeitverlauf</translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2: %Ln hit(s)</source>
        <translation>
            <numerusform>%1 bis %2: %Ln Treffer</numerusform>
            <numerusform>%1 bis %2: %Ln Treffer</numerusform>
        </translation>
    </message>
    <message>
        <source>Left and Right move, Shift widens, Enter narrows the search to it</source>
        <translation>Links und Rechts bewegen, Umschalt erweitert, Eingabe grenzt die Suche darauf ein</translation>
    </message>
    <message>
        <source>No hits with a time</source>
        <translation>Keine Treffer mit Zeitangabe</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>date of the time axis</comment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>d MMM HH:mm</source>
        <comment>date of the time axis</comment>
        <translation>d. MMM HH:mm</translation>
    </message>
</context>
<context>
    <name>explorer::ui::HistoryModel</name>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
</context>
<context>
    <name>explorer::ui::HitsModel</name>
    <message>
        <source>document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>(deleted)</source>
        <translation>(gelöscht)</translation>
    </message>
</context>
<context>
    <name>explorer::ui::HitsTable</name>
    <message>
        <source>Hits</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Sort ascending</source>
        <translation>Aufsteigend sortieren</translation>
    </message>
    <message>
        <source>Sort descending</source>
        <translation>Absteigend sortieren</translation>
    </message>
    <message>
        <source>Hide the column</source>
        <translation>Spalte ausblenden</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>Dichte Zeilen</translation>
    </message>
    <message>
        <source>Open	Enter</source>
        <translation>Öffnen	Eingabe</translation>
    </message>
    <message>
        <source>Only this value</source>
        <translation>Nur dieser Wert</translation>
    </message>
    <message>
        <source>Not this value</source>
        <translation>Ohne diesen Wert</translation>
    </message>
    <message>
        <source>Copy cell	Ctrl+C</source>
        <translation>Zelle kopieren	Strg+C</translation>
    </message>
    <message>
        <source>Copy row	Ctrl+Shift+C</source>
        <translation>Zeile kopieren	Strg+Umschalt+C</translation>
    </message>
    <message>
        <source>Copy JSON	Ctrl+Alt+C</source>
        <translation>JSON kopieren	Strg+Alt+C</translation>
    </message>
</context>
<context>
    <name>explorer::ui::ImportScreen</name>
    <message>
        <source>%1 Trying again in %2 s.</source>
        <translation>%1 Neuer Versuch in %2 s.</translation>
    </message>
    <message numerus="yes">
        <source>Cancelled. What was acknowledged before stays: %Ln record(s).</source>
        <translation>
            <numerusform>Abgebrochen. Was schon bestätigt war, bleibt: %Ln Datensatz.</numerusform>
            <numerusform>Abgebrochen. Was schon bestätigt war, bleibt: %Ln Datensätze.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reads the whole source as the import would, and writes nothing.</source>
        <translation>Liest die ganze Quelle wie der Import, schreibt aber nichts.</translation>
    </message>
    <message>
        <source>The pasted text could not be kept in a temporary file: %1</source>
        <translation>Der eingefügte Text ließ sich nicht in einer temporären Datei ablegen: %1</translation>
    </message>
    <message>
        <source>Pasted text</source>
        <translation>Eingefügter Text</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more file(s), %2</source>
        <translation>
            <numerusform>%1 und %Ln weitere Datei, %2</numerusform>
            <numerusform>%1 und %Ln weitere Dateien, %2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 ist nicht lesbar: %2</translation>
    </message>
    <message>
        <source>%1 is empty: there is nothing to import.</source>
        <translation>%1 ist leer: Es gibt nichts zu importieren.</translation>
    </message>
    <message numerus="yes">
        <source>Adds to %1, which has %Ln document(s).</source>
        <translation>
            <numerusform>Ergänzt %1 mit bisher %Ln Dokument.</numerusform>
            <numerusform>Ergänzt %1 mit bisher %Ln Dokumenten.</numerusform>
        </translation>
    </message>
    <message>
        <source>A new collection.</source>
        <translation>Eine neue Sammlung.</translation>
    </message>
    <message>
        <source>A name is 1 to 64 of a-z, 0-9, - and _, and begins with a letter or digit.</source>
        <translation>Ein Name besteht aus 1 bis 64 Zeichen aus a-z, 0-9, - und _ und beginnt mit Buchstabe oder Ziffer.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>, %1 records/s</source>
        <translation>, %1 Datensätze/s</translation>
    </message>
    <message>
        <source>, about %1 left</source>
        <translation>, noch etwa %1</translation>
    </message>
    <message>
        <source>Checking: %1</source>
        <translation>Prüfung: %1</translation>
    </message>
    <message>
        <source>Importing: %1</source>
        <translation>Import: %1</translation>
    </message>
    <message>
        <source>Every record can be imported.</source>
        <translation>Jeder Datensatz lässt sich importieren.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 records cannot be imported as they are. The others can.</source>
        <translation>
            <numerusform>%Ln von %1 Datensätzen lässt sich so nicht importieren. Die anderen schon.</numerusform>
            <numerusform>%Ln von %1 Datensätzen lassen sich so nicht importieren. Die anderen schon.</numerusform>
        </translation>
    </message>
    <message>
        <source>Bad records go to quarantine, where nothing is lost; the rest is indexed.</source>
        <translation>Fehlerhafte Datensätze kommen in die Quarantäne, dort geht nichts verloren; der Rest wird indexiert.</translation>
    </message>
    <message>
        <source>Ready to be written.</source>
        <translation>Bereit zum Schreiben.</translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln record(s)</source>
        <translation>
            <numerusform>%Ln Datensatz importieren</numerusform>
            <numerusform>%Ln Datensätze importieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Done: every record received is accounted for below.</source>
        <translation>Fertig: Jeder empfangene Datensatz ist unten verbucht.</translation>
    </message>
    <message>
        <source>Open %1 in Explore</source>
        <translation>%1 in der Suche öffnen</translation>
    </message>
    <message numerus="yes">
        <source>Imported %Ln record(s) into %1</source>
        <translation>
            <numerusform>%Ln Datensatz in %1 importiert</numerusform>
            <numerusform>%Ln Datensätze in %1 importiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1: </source>
        <translation>Zeile %1: </translation>
    </message>
    <message>
        <source>
Request %1</source>
        <translation>
Anfrage %1</translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>Fehler: %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>&amp;Read as</source>
        <translation>&amp;Lesen als</translation>
    </message>
    <message>
        <source>Another source</source>
        <translation>Andere Quelle</translation>
    </message>
    <message>
        <source>Collection and fields</source>
        <translation>Sammlung und Felder</translation>
    </message>
    <message>
        <source>Collection to import into</source>
        <translation>Sammlung, in die importiert wird</translation>
    </message>
    <message>
        <source>&amp;Collection</source>
        <translation>&amp;Sammlung</translation>
    </message>
    <message>
        <source>Fields and types</source>
        <translation>Felder und Typen</translation>
    </message>
    <message>
        <source>A document&apos;s id is its field “id”; where there is none, one is made that sorts by time. The same id again replaces the document, the same content is a duplicate.</source>
        <translation>Die id eines Dokuments ist sein Feld „id“; fehlt es, wird eine nach der Zeit sortierte vergeben. Dieselbe id ersetzt das Dokument, derselbe Inhalt gilt als Duplikat.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>Fortschritt der Prüfung</translation>
    </message>
    <message>
        <source>Errors, grouped</source>
        <translation>Fehler, gruppiert</translation>
    </message>
    <message>
        <source>Check the whole source</source>
        <translation>Ganze Quelle prüfen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Fortschritt des Imports</translation>
    </message>
    <message numerus="yes">
        <source>Checked %Ln record(s)</source>
        <translation>
            <numerusform>%Ln Datensatz geprüft</numerusform>
            <numerusform>%Ln Datensätze geprüft</numerusform>
        </translation>
    </message>
    <message>
        <source>Log lines</source>
        <translation>Protokollzeilen</translation>
    </message>
</context>
<context>
    <name>explorer::ui::JsonModel</name>
    <message>
        <source>not JSON</source>
        <translation>kein JSON</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>explorer::ui::KeptWork</name>
    <message>
        <source>It was changed elsewhere meanwhile. Save again to replace that version.</source>
        <translation>Sie wurde inzwischen anderswo geändert. Erneut speichern, um jene Fassung zu ersetzen.</translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <translation>%1 (Kopie)</translation>
    </message>
    <message>
        <source>“%1” is back.</source>
        <translation>„%1“ ist wieder da.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportiert nach %1</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>%1 imported, %2 there already</source>
        <translation>%1 importiert, %2 schon vorhanden</translation>
    </message>
</context>
<context>
    <name>explorer::ui::LedgerBar</name>
    <message>
        <source>would be indexed</source>
        <translation>würden indexiert</translation>
    </message>
    <message>
        <source>indexed</source>
        <translation>indexiert</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>doppelt</translation>
    </message>
    <message>
        <source>quarantined</source>
        <translation>in Quarantäne</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 received = %2</source>
        <translation>%1 empfangen = %2</translation>
    </message>
    <message>
        <source>%1 received</source>
        <translation>%1 empfangen</translation>
    </message>
</context>
<context>
    <name>explorer::ui::LoadChart</name>
    <message>
        <source>Requests per second</source>
        <translation>Anfragen pro Sekunde</translation>
    </message>
    <message>
        <source>Searches per second</source>
        <translation>Suchen pro Sekunde</translation>
    </message>
    <message>
        <source>Load of the last hour</source>
        <translation>Last der letzten Stunde</translation>
    </message>
    <message>
        <source>No samples yet.</source>
        <translation>Noch keine Messwerte.</translation>
    </message>
    <message>
        <source>Now %1 requests and %2 searches per second.</source>
        <translation>Jetzt %1 Anfragen und %2 Suchen pro Sekunde.</translation>
    </message>
</context>
<context>
    <name>explorer::ui::LoadingView</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 %2 s</source>
        <translation>%1 %2 s</translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation>Abbrechen: %1</translation>
    </message>
</context>
<context>
    <name>explorer::ui::MainWindow</name>
    <message>
        <source>You are not remembered</source>
        <translation>Die Anmeldung wird nicht gemerkt</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Connecting to %1...</source>
        <translation>Verbindung mit %1 …</translation>
    </message>
    <message>
        <source>Your session has expired. Sign in again.</source>
        <translation>Die Sitzung ist abgelaufen. Neu anmelden.</translation>
    </message>
    <message>
        <source>Local workspace</source>
        <translation>Lokaler Arbeitsbereich</translation>
    </message>
    <message>
        <source>Offline - the server cannot be reached. What you see stays; new answers have to wait.</source>
        <translation>Offline – der Server ist nicht erreichbar. Das Sichtbare bleibt; neue Antworten müssen warten.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Monitor</translation>
    </message>
    <message>
        <source>New tab</source>
        <translation>Neuer Tab</translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation>Tab schließen</translation>
    </message>
    <message>
        <source>Reopen closed tab</source>
        <translation>Geschlossenen Tab wieder öffnen</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>Nächster Tab</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>Voriger Tab</translation>
    </message>
    <message>
        <source>Go to the query</source>
        <translation>Zur Abfrage gehen</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Cancel what is running</source>
        <translation>Laufendes abbrechen</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Change workspace or sign out</source>
        <translation>Arbeitsbereich wechseln oder abmelden</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Keys and query language</source>
        <translation>Tasten und Abfragesprache</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Verwaltung</translation>
    </message>
</context>
<context>
    <name>explorer::ui::MappingModel</name>
    <message>
        <source>not in the sample</source>
        <translation>nicht in der Stichprobe</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>The collection has this field already</source>
        <translation>Die Sammlung hat dieses Feld schon</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Readable as the type</source>
        <translation>Als Typ lesbar</translation>
    </message>
</context>
<context>
    <name>explorer::ui::Meter</name>
    <message>
        <source>no samples yet</source>
        <translation>noch keine Messwerte</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>explorer::ui::MonitorScreen</name>
    <message>
        <source>API response time, p95</source>
        <translation>Antwortzeit der API, p95</translation>
    </message>
    <message>
        <source>over 5 min</source>
        <translation>über 5 min</translation>
    </message>
    <message>
        <source>Database pool in use</source>
        <translation>Datenbank-Pool belegt</translation>
    </message>
    <message>
        <source>mean over 60 s</source>
        <translation>Mittel über 60 s</translation>
    </message>
    <message>
        <source>Cache hits</source>
        <translation>Cache-Treffer</translation>
    </message>
    <message>
        <source>over 10 min</source>
        <translation>über 10 min</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>Komponenten</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory of the server</source>
        <translation>Speicher des Servers</translation>
    </message>
    <message>
        <source>Disk used</source>
        <translation>Datenträger belegt</translation>
    </message>
    <message>
        <source>No requests in the last five minutes.</source>
        <translation>Keine Anfragen in den letzten fünf Minuten.</translation>
    </message>
    <message>
        <source>Endpoints, last five minutes</source>
        <translation>Endpunkte, letzte fünf Minuten</translation>
    </message>
    <message>
        <source>Asking for the server&apos;s health</source>
        <translation>Zustand des Servers wird abgefragt</translation>
    </message>
    <message>
        <source>▲ The last check failed: %1</source>
        <translation>▲ Die letzte Prüfung schlug fehl: %1</translation>
    </message>
    <message>
        <source>Everything works</source>
        <translation>Alles funktioniert</translation>
    </message>
    <message>
        <source>Works, with restrictions</source>
        <translation>Funktioniert eingeschränkt</translation>
    </message>
    <message>
        <source>Not working</source>
        <translation>Funktioniert nicht</translation>
    </message>
    <message>
        <source>Version %1, up %2, %3 requests/s, %4 searches/s, index lag %5. Checked %6.</source>
        <translation>Version %1, läuft seit %2, %3 Anfragen/s, %4 Suchen/s, Index-Rückstand %5. Geprüft %6.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 of %2, %3 free</source>
        <translation>%1 von %2, %3 frei</translation>
    </message>
</context>
<context>
    <name>explorer::ui::NavigationRail</name>
    <message>
        <source>Areas</source>
        <translation>Bereiche</translation>
    </message>
</context>
<context>
    <name>explorer::ui::NotificationArea</name>
    <message>
        <source>Notifications</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Close: %1</source>
        <translation>Schließen: %1</translation>
    </message>
</context>
<context>
    <name>explorer::ui::PasswordField</name>
    <message>
        <source>Hide the password (Alt+R)</source>
        <translation>Passwort verbergen (Alt+R)</translation>
    </message>
    <message>
        <source>Show the password (Alt+R)</source>
        <translation>Passwort zeigen (Alt+R)</translation>
    </message>
</context>
<context>
    <name>explorer::ui::PendingCall</name>
    <message>
        <source>The certificate of %1 is not trusted: %2</source>
        <translation>Dem Zertifikat von %1 wird nicht vertraut: %2</translation>
    </message>
    <message>
        <source>What came could not be written.</source>
        <translation>Das Empfangene ließ sich nicht schreiben.</translation>
    </message>
</context>
<context>
    <name>explorer::ui::ProblemList</name>
    <message>
        <source>About the query</source>
        <translation>Zur Anfrage</translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (und %n weiteres)</numerusform>
            <numerusform>%1 (und %n weitere)</numerusform>
        </translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>Fehler: %1</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>Warnung: %1</translation>
    </message>
    <message>
        <source>Search it literally  Ctrl+Shift+L</source>
        <translation>Wörtlich suchen  Strg+Umschalt+L</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 verwenden</translation>
    </message>
    <message>
        <source>%1  Alt+Enter</source>
        <translation>%1  Alt+Eingabe</translation>
    </message>
</context>
<context>
    <name>explorer::ui::ProblemsModel</name>
    <message>
        <source>Records</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>First line</source>
        <translation>Erste Zeile</translation>
    </message>
    <message>
        <source>What the first one says</source>
        <translation>Was der erste besagt</translation>
    </message>
</context>
<context>
    <name>explorer::ui::QueryEditor</name>
    <message>
        <source>Query</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>Search: words, &quot;a phrase&quot;, field:value, price &gt;= 10, and, or, not</source>
        <translation>Suche: Wörter, &quot;eine Wortfolge&quot;, feld:wert, preis &gt;= 10, and, or, not</translation>
    </message>
</context>
<context>
    <name>explorer::ui::QueryPanel</name>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>literal</source>
        <translation>wörtlich</translation>
    </message>
    <message>
        <source>Search the text as plain words (Ctrl+Shift+L)</source>
        <translation>Den Text als einfache Wörter suchen (Strg+Umschalt+L)</translation>
    </message>
    <message>
        <source>Search literally</source>
        <translation>Wörtlich suchen</translation>
    </message>
    <message>
        <source>Auto-refresh off</source>
        <translation>Nicht automatisch aktualisieren</translation>
    </message>
    <message>
        <source>Every 5 s</source>
        <translation>Alle 5 s</translation>
    </message>
    <message>
        <source>Every 30 s</source>
        <translation>Alle 30 s</translation>
    </message>
    <message>
        <source>Every minute</source>
        <translation>Jede Minute</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Stop the search (Esc)</source>
        <translation>Suche beenden (Esc)</translation>
    </message>
    <message>
        <source>Search (Enter)</source>
        <translation>Suchen (Eingabe)</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>Auto-refresh</source>
        <translation>Automatisch aktualisieren</translation>
    </message>
    <message>
        <source>Auto-refresh: %1</source>
        <translation>Automatisch aktualisieren: %1</translation>
    </message>
</context>
<context>
    <name>explorer::ui::ResultFooter</name>
    <message>
        <source>About the result</source>
        <translation>Über das Ergebnis</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>1 hit in %1</source>
        <translation>1 Treffer in %1</translation>
    </message>
    <message>
        <source>%1 hits in %2</source>
        <translation>%1 Treffer in %2</translation>
    </message>
    <message>
        <source>cached %1 ago – F5</source>
        <translation>aus dem Cache, %1 alt – F5</translation>
    </message>
    <message>
        <source>▲ partial: the search ran out of time</source>
        <translation>▲ unvollständig: Die Zeit der Suche lief ab</translation>
    </message>
    <message>
        <source>▲ stale: the index did not answer</source>
        <translation>▲ veraltet: Der Index antwortete nicht</translation>
    </message>
    <message>
        <source>as of %1, index generation %2</source>
        <translation>Stand %1, Indexgeneration %2</translation>
    </message>
    <message>
        <source>When the server looked this up, and in which state of the index</source>
        <translation>Wann der Server nachgesehen hat und in welchem Stand des Index</translation>
    </message>
</context>
<context>
    <name>explorer::ui::ResultPanel</name>
    <message>
        <source>Time field</source>
        <translation>Zeitfeld</translation>
    </message>
    <message>
        <source>The field of the histogram and of the time range</source>
        <translation>Das Feld des Histogramms und des Zeitraums</translation>
    </message>
    <message>
        <source>%1, hits per %2, %3</source>
        <translation>%1, Treffer je %2, %3</translation>
    </message>
</context>
<context>
    <name>explorer::ui::RoutesModel</name>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
</context>
<context>
    <name>explorer::ui::SaveDialog</name>
    <message>
        <source>Save the search</source>
        <translation>Suche speichern</translation>
    </message>
    <message>
        <source>Separated by commas</source>
        <translation>Durch Kommas getrennt</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Tags</source>
        <translation>&amp;Schlagwörter</translation>
    </message>
</context>
<context>
    <name>explorer::ui::SavedBar</name>
    <message>
        <source>Saved search</source>
        <translation>Gespeicherte Suche</translation>
    </message>
    <message>
        <source>● changed</source>
        <translation>● geändert</translation>
    </message>
    <message>
        <source>Save  Ctrl+S</source>
        <translation>Speichern  Strg+S</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Back to the search as it was saved</source>
        <translation>Zurück zur Suche, wie sie gespeichert wurde</translation>
    </message>
</context>
<context>
    <name>explorer::ui::SavedPane</name>
    <message>
        <source>Saved and history</source>
        <translation>Gespeichertes und Verlauf</translation>
    </message>
    <message>
        <source>Find by name or tag</source>
        <translation>Nach Name oder Schlagwort suchen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>“%1” is deleted.</source>
        <translation>„%1“ ist gelöscht.</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Import saved searches from a JSON file</source>
        <translation>Gespeicherte Suchen aus einer JSON-Datei importieren</translation>
    </message>
    <message>
        <source>Export all saved searches to a JSON file</source>
        <translation>Alle gespeicherten Suchen in eine JSON-Datei exportieren</translation>
    </message>
    <message>
        <source>Close the pane</source>
        <translation>Bereich schließen</translation>
    </message>
    <message>
        <source>Run the saved search (Enter)</source>
        <translation>Gespeicherte Suche ausführen (Eingabe)</translation>
    </message>
    <message>
        <source>Duplicate (Ctrl+D)</source>
        <translation>Duplizieren (Strg+D)</translation>
    </message>
    <message>
        <source>Delete (Del)</source>
        <translation>Löschen (Entf)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Import saved searches</source>
        <translation>Gespeicherte Suchen importieren</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Export saved searches</source>
        <translation>Gespeicherte Suchen exportieren</translation>
    </message>
    <message>
        <source>The history is cleared.</source>
        <translation>Der Verlauf ist geleert.</translation>
    </message>
    <message>
        <source>Nothing saved yet. Ctrl+S keeps the search that is shown.</source>
        <translation>Noch nichts gespeichert. Strg+S behält die gezeigte Suche.</translation>
    </message>
    <message>
        <source>Searches stand here once you have run some.</source>
        <translation>Hier stehen Suchen, sobald welche gelaufen sind.</translation>
    </message>
    <message>
        <source>Import a history from a JSON file</source>
        <translation>Einen Verlauf aus einer JSON-Datei importieren</translation>
    </message>
    <message>
        <source>Export the history to a JSON file</source>
        <translation>Den Verlauf in eine JSON-Datei exportieren</translation>
    </message>
    <message>
        <source>Clear the history</source>
        <translation>Den Verlauf leeren</translation>
    </message>
    <message>
        <source>Edit name and tags (F2 renames in place)</source>
        <translation>Name und Schlagwörter bearbeiten (F2 benennt an Ort und Stelle um)</translation>
    </message>
    <message>
        <source>Edit the saved search</source>
        <translation>Die gespeicherte Suche bearbeiten</translation>
    </message>
    <message>
        <source>Import a history</source>
        <translation>Einen Verlauf importieren</translation>
    </message>
    <message>
        <source>Export the history</source>
        <translation>Den Verlauf exportieren</translation>
    </message>
</context>
<context>
    <name>explorer::ui::SavedSearchesModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
</context>
<context>
    <name>explorer::ui::SearchRunner</name>
    <message>
        <source>No values</source>
        <translation>Keine Werte</translation>
    </message>
</context>
<context>
    <name>explorer::ui::SessionOverlay</name>
    <message>
        <source>Your session has expired</source>
        <translation>Die Sitzung ist abgelaufen</translation>
    </message>
    <message>
        <source>Sign in again to go on where you were. Your tabs are kept.</source>
        <translation>Neu anmelden, um an derselben Stelle weiterzumachen. Die Tabs bleiben erhalten.</translation>
    </message>
    <message>
        <source>Use another account or server</source>
        <translation>Anderes Konto oder anderer Server</translation>
    </message>
    <message>
        <source>Session expired</source>
        <translation>Sitzung abgelaufen</translation>
    </message>
</context>
<context>
    <name>explorer::ui::SessionStore</name>
    <message>
        <source>The saved tabs could not be read, so a new session was begun. The old file is kept as %1.</source>
        <translation>Die gespeicherten Tabs waren nicht lesbar, daher beginnt eine neue Sitzung. Die alte Datei bleibt als %1 erhalten.</translation>
    </message>
    <message>
        <source>Your open tabs cannot be saved: %1</source>
        <translation>Die offenen Tabs lassen sich nicht speichern: %1</translation>
    </message>
</context>
<context>
    <name>explorer::ui::SettingsPage</name>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>The language changes when ExplorerIO is started again.</source>
        <translation>Die Sprache wechselt beim nächsten Start von ExplorerIO.</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>&amp;Density</source>
        <translation>&amp;Dichte</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Luftig</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Dicht</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>explorer::ui::StatePanel</name>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Request %1</source>
        <translation>Anfrage %1</translation>
    </message>
</context>
<context>
    <name>explorer::ui::StatusStrip</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>Letzte Antwort</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>Angemeldet als</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
</context>
<context>
    <name>explorer::ui::StepCard</name>
    <message>
        <source>Step %1: %2</source>
        <translation>Schritt %1: %2</translation>
    </message>
    <message>
        <source>Step %1, done</source>
        <translation>Schritt %1, fertig</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Schritt %1</translation>
    </message>
</context>
<context>
    <name>explorer::ui::SuggestionStrip</name>
    <message>
        <source>Hide these suggestions</source>
        <translation>Diese Vorschläge ausblenden</translation>
    </message>
</context>
<context>
    <name>explorer::ui::ThresholdTile</name>
    <message>
        <source>insufficient data</source>
        <translation>zu wenig Daten</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>above %1</source>
        <translation>über %1</translation>
    </message>
    <message>
        <source>below %1</source>
        <translation>unter %1</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1: %2 %3</translation>
    </message>
    <message>
        <source>%1, %2. Threshold %3.</source>
        <translation>%1, %2. Schwelle %3.</translation>
    </message>
    <message>
        <source>too few to judge</source>
        <translation>zu wenige zum Bewerten</translation>
    </message>
</context>
<context>
    <name>explorer::ui::TimePicker</name>
    <message>
        <source>local time</source>
        <translation>Ortszeit</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Time range: %1, %2</source>
        <translation>Zeitraum: %1, %2</translation>
    </message>
    <message>
        <source>Time range and zone (%1)</source>
        <translation>Zeitraum und Zone (%1)</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Local time (%1)</source>
        <translation>Ortszeit (%1)</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>&amp;To (not included)</source>
        <translation>&amp;Bis (ausschließlich)</translation>
    </message>
    <message>
        <source>&amp;Zone</source>
        <translation>&amp;Zone</translation>
    </message>
    <message>
        <source>There is no zone %1.</source>
        <translation>Die Zone %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>The range ends before it begins.</source>
        <translation>Der Zeitraum endet, bevor er beginnt.</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Gesamter Zeitraum</translation>
    </message>
</context>
<context>
    <name>explorer::ui::TokenKeeper</name>
    <message>
        <source>The keychain is locked, so this sign-in is only kept until you quit. Unlock it and sign in again to be remembered.</source>
        <translation>Der Schlüsselbund ist gesperrt, die Anmeldung gilt daher nur bis zum Beenden. Um sie zu behalten, entsperren und neu anmelden.</translation>
    </message>
    <message>
        <source>This system has no keychain, so this sign-in is only kept until you quit.</source>
        <translation>Dieses System hat keinen Schlüsselbund, die Anmeldung gilt daher nur bis zum Beenden.</translation>
    </message>
    <message>
        <source>Access to the keychain was refused, so this sign-in is only kept until you quit. Allow it in the keychain&apos;s settings to be remembered.</source>
        <translation>Der Zugriff auf den Schlüsselbund wurde verweigert, die Anmeldung gilt daher nur bis zum Beenden. Um sie zu behalten, in dessen Einstellungen erlauben.</translation>
    </message>
    <message>
        <source>The keychain failed (%1), so this sign-in is only kept until you quit.</source>
        <translation>Der Schlüsselbund versagte (%1), die Anmeldung gilt daher nur bis zum Beenden.</translation>
    </message>
</context>
<context>
    <name>explorer::ui::TypeDelegate</name>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
</context>
</TS>
