#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

namespace
{

struct Message {
    QString context;
    QString source;
    /// One, or as many as the language has plural forms.
    QStringList translations;
    bool isPlural = false;
    bool isUnfinished = false;
};

const QString kRoot = QStringLiteral(EXPLORERIO_SOURCE_DIR);

QString fileOf(const QString &language)
{
    return QStringLiteral("%1/translations/explorerio_%2.ts").arg(kRoot, language);
}

void readTranslation(QXmlStreamReader &xml, Message &message)
{
    message.isUnfinished = xml.attributes().hasAttribute(QStringLiteral("type"));
    QString text;
    while (xml.readNext() != QXmlStreamReader::EndElement) {
        if (xml.isStartElement())
            message.translations.append(xml.readElementText());
        else
            text += xml.text();
    }
    if (!message.isPlural)
        message.translations = {text};
}

QList<Message> readMessages(const QString &path)
{
    QFile file(path);
    QList<Message> messages;
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QStringLiteral("name"))
            context = xml.readElementText();
        else if (xml.name() == QStringLiteral("message"))
            messages.append({context, {}, {}, xml.attributes().hasAttribute(QStringLiteral("numerus"))});
        else if (xml.name() == QStringLiteral("source"))
            messages.last().source = xml.readElementText();
        else if (xml.name() == QStringLiteral("translation"))
            readTranslation(xml, messages.last());
    }
    return xml.hasError() ? QList<Message>() : messages;
}

QStringList placeholders(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("%L?[1-9n]"));
    QStringList found;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();)
        found.append(matches.next().captured());
    found.sort();
    return found;
}

/// The letter after a single &, or nothing.
QString mnemonic(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("(?<!&)&(\\w)"));
    return pattern.match(text).captured(1).toLower();
}

QString findLupdate()
{
    const QStringList known{QStringLiteral("/usr/lib/qt6/bin")};
    const QString there = QStandardPaths::findExecutable(QStringLiteral("lupdate"), known);
    return there.isEmpty() ? QStandardPaths::findExecutable(QStringLiteral("lupdate")) : there;
}

QByteArray describe(const Message &message)
{
    return QStringLiteral("%1: %2").arg(message.context, message.source).toUtf8();
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextHasAFinishedTranslation()
    {
        const QList<Message> messages = readMessages(fileOf(QStringLiteral("de")));
        QVERIFY(messages.size() > 100);
        for (const Message &message : messages) {
            QVERIFY2(!message.isUnfinished, describe(message).constData());
            QCOMPARE(message.translations.size(), message.isPlural ? 2 : 1);
            for (const QString &translation : message.translations)
                QVERIFY2(!translation.trimmed().isEmpty(), describe(message).constData());
        }
    }

    void translationsKeepThePlaceholders()
    {
        for (const QString &language : {QStringLiteral("de"), QStringLiteral("en")}) {
            for (const Message &message : readMessages(fileOf(language))) {
                for (const QString &translation : message.translations)
                    QVERIFY2(placeholders(translation) == placeholders(message.source),
                             describe(message).constData());
            }
        }
    }

    void translationsKeepTheMnemonics()
    {
        QSet<QString> inMenuBar;
        for (const Message &message : readMessages(fileOf(QStringLiteral("de")))) {
            const QString letter = mnemonic(message.translations.value(0));
            QVERIFY2(letter.isEmpty() == mnemonic(message.source).isEmpty(), describe(message).constData());
            if (message.context != QStringLiteral("Menus"))
                continue;
            QVERIFY2(!inMenuBar.contains(letter), describe(message).constData());
            inMenuBar.insert(letter);
        }
    }

    void everyCountedTextHasEnglishPluralForms()
    {
        QSet<QString> english;
        for (const Message &message : readMessages(fileOf(QStringLiteral("en")))) {
            if (!message.isPlural)
                continue;
            QVERIFY2(!message.isUnfinished && message.translations.size() == 2,
                     describe(message).constData());
            for (const QString &form : message.translations)
                QVERIFY2(!form.isEmpty() && !form.contains(QStringLiteral("(s)")),
                         describe(message).constData());
            english.insert(message.context + message.source);
        }
        for (const Message &message : readMessages(fileOf(QStringLiteral("de")))) {
            if (message.isPlural)
                QVERIFY2(english.contains(message.context + message.source), describe(message).constData());
        }
    }

    void theFileHasEveryTextOfTheSources()
    {
        const QString lupdate = findLupdate();
        if (lupdate.isEmpty())
            QSKIP("lupdate of Qt 6 is not installed (Debian package qt6-l10n-tools).");
        QTemporaryDir directory;
        const QString fresh = directory.filePath(QStringLiteral("fresh_de.ts"));
        QVERIFY(QFile::copy(fileOf(QStringLiteral("de")), fresh));
        QProcess process;
        process.start(lupdate,
                      {kRoot + QStringLiteral("/ui"), kRoot + QStringLiteral("/app"), QStringLiteral("-I"),
                       kRoot, QStringLiteral("-ts"), fresh, QStringLiteral("-no-obsolete"),
                       QStringLiteral("-locations"), QStringLiteral("none")});
        QVERIFY(process.waitForFinished(120'000));
        QCOMPARE(process.exitCode(), 0);
        QSet<QString> known;
        for (const Message &message : readMessages(fileOf(QStringLiteral("de"))))
            known.insert(message.context + message.source);
        const QList<Message> messages = readMessages(fresh);
        QVERIFY(!messages.isEmpty());
        for (const Message &message : messages)
            QVERIFY2(known.contains(message.context + message.source), describe(message).constData());
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
