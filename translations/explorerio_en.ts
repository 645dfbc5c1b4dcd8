<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>explorer::ui::AccountForm</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>explorer::ui::CacheClearPanel</name>
    <message numerus="yes">
        <source>%n of them with facets, a histogram or statistics</source>
        <translation>
            <numerusform>%n of them with facets, a histogram or statistics</numerusform>
            <numerusform>%n of them with facets, a histogram or statistics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n saved search(es) name it</source>
        <translation>
            <numerusform>%n saved search names it</numerusform>
            <numerusform>%n saved searches name it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln answer(s) would go</source>
        <translation>
            <numerusform>%Ln answer would go</numerusform>
            <numerusform>%Ln answers would go</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln answer(s) cleared</source>
        <translation>
            <numerusform>%Ln answer cleared</numerusform>
            <numerusform>%Ln answers cleared</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clear %Ln answer(s)</source>
        <translation>
            <numerusform>Clear %Ln answer</numerusform>
            <numerusform>Clear %Ln answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>explorer::ui::ComparePane</name>
    <message numerus="yes">
        <source>%n field(s) differ</source>
        <translation>
            <numerusform>%n field differs</numerusform>
            <numerusform>%n fields differ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>explorer::ui::ExportDialog</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>explorer::ui::FieldsModel</name>
    <message numerus="yes">
        <source>%Ln hit(s) in further values (%1)</source>
        <translation>
            <numerusform>%Ln hit in further values (%1)</numerusform>
            <numerusform>%Ln hits in further values (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hit(s) without this field</source>
        <translation>
            <numerusform>%Ln hit without this field</numerusform>
            <numerusform>%Ln hits without this field</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln hit(s), %2 %</source>
        <translation>
            <numerusform>%1: %Ln hit, %2 %</numerusform>
            <numerusform>%1: %Ln hits, %2 %</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>explorer::ui::HistogramChart</name>
    <message numerus="yes">
        <source>%1 to %2: %Ln hit(s)</source>
        <translation>
            <numerusform>%1 to %2: %Ln hit</numerusform>
            <numerusform>%1 to %2: %Ln hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>explorer::ui::ImportScreen</name>
    <message numerus="yes">
        <source>Cancelled. What was acknowledged before stays: %Ln record(s).</source>
        <translation>
            <numerusform>Cancelled. What was acknowledged before stays: %Ln record.</numerusform>
            <numerusform>Cancelled. What was acknowledged before stays: %Ln records.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more file(s), %2</source>
        <translation>
            <numerusform>%1 and %Ln more file, %2</numerusform>
            <numerusform>%1 and %Ln more files, %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Adds to %1, which has %Ln document(s).</source>
        <translation>
            <numerusform>Adds to %1, which has %Ln document.</numerusform>
            <numerusform>Adds to %1, which has %Ln documents.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 records cannot be imported as they are. The others can.</source>
        <translation>
            <numerusform>%Ln of %1 records cannot be imported as it is. The others can.</numerusform>
            <numerusform>%Ln of %1 records cannot be imported as they are. The others can.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln record(s)</source>
        <translation>
            <numerusform>Import %Ln record</numerusform>
            <numerusform>Import %Ln records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Imported %Ln record(s) into %1</source>
        <translation>
            <numerusform>Imported %Ln record into %1</numerusform>
            <numerusform>Imported %Ln records into %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checked %Ln record(s)</source>
        <translation>
            <numerusform>Checked %Ln record</numerusform>
            <numerusform>Checked %Ln records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>explorer::ui::ProblemList</name>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (and %n more)</numerusform>
            <numerusform>%1 (and %n more)</numerusform>
        </translation>
    </message>
</context>
</TS>
