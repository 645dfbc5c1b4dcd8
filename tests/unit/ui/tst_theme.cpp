#include "ui/widgets/theme.h"
#include "ui/widgets/themecolors.h"

#include <QApplication>
#include <QDir>
#include <QTest>

using namespace explorer::ui;
using Role = Theme::Role;

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTextIsReadableOnEverySurface_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void everyTextIsReadableOnEverySurface()
    {
        QFETCH(bool, dark);
        const QList<Role> texts{Role::Text,          Role::TextMuted,    Role::Accent,
                                Role::Good,          Role::Warning,      Role::Bad,
                                Role::Neutral,       Role::SyntaxField,  Role::SyntaxValue,
                                Role::SyntaxKeyword, Role::SyntaxPhrase, Role::SyntaxOperator,
                                Role::SyntaxError};
        const auto check = [dark](Role text, Role surface) {
            const double ratio = contrastRatio(themeColor(text, dark), themeColor(surface, dark));
            QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("role %1 on %2: %3")
                                                  .arg(static_cast<int>(text))
                                                  .arg(static_cast<int>(surface))
                                                  .arg(ratio)));
        };
        for (const Role text : texts) {
            for (const Role surface : {Role::Window, Role::Surface, Role::SurfaceRaised})
                check(text, surface);
        }
        for (const Role surface : {Role::Selection, Role::Highlight})
            check(Role::Text, surface);
        check(Role::TextMuted, Role::Selection);
        check(Role::AccentText, Role::Accent);
    }

    void contrastIsThatOfTheStandard()
    {
        QCOMPARE(qRound(contrastRatio(Qt::black, Qt::white)), 21);
        QCOMPARE(qRound(contrastRatio(Qt::white, Qt::white)), 1);
    }

    void theModeIsAppliedToTheApplication()
    {
        Theme theme;
        theme.setMode(Theme::Mode::Dark);
        QVERIFY(theme.isDark());
        QCOMPARE(QApplication::palette().color(QPalette::Window), theme.color(Role::Window));
        theme.setMode(Theme::Mode::Light);
        QVERIFY(!theme.isDark());
        QCOMPARE(QApplication::palette().color(QPalette::Window), theme.color(Role::Window));
    }

    void theSystemModeFollowsTheEnvironment()
    {
        Theme theme;
        qputenv("GTK_THEME", "Adwaita:dark");
        theme.setMode(Theme::Mode::System);
        QVERIFY(theme.isDark());
        qputenv("GTK_THEME", "Adwaita");
        theme.setMode(Theme::Mode::System);
        QVERIFY(!theme.isDark());
        qunsetenv("GTK_THEME");
    }

    void iconsFollowTheMode()
    {
        Theme theme;
        theme.setMode(Theme::Mode::Light);
        const QIcon icon = theme.icon(QStringLiteral("search"));
        const QImage light = icon.pixmap(24, 24).toImage();
        theme.setMode(Theme::Mode::Dark);
        const QImage dark = icon.pixmap(24, 24).toImage();
        QVERIFY(!light.isNull());
        QVERIFY(light != dark);
    }

    void everyIconOfTheResourcesCanBeDrawn()
    {
        Theme theme;
        const QStringList names = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
        QVERIFY(names.size() >= 25);
        for (const QString &name : names) {
            const QImage image = theme.icon(QFileInfo(name).baseName()).pixmap(16, 16).toImage();
            bool isDrawn = false;
            for (int y = 0; y < image.height() && !isDrawn; ++y) {
                for (int x = 0; x < image.width() && !isDrawn; ++x)
                    isDrawn = qAlpha(image.pixel(x, y)) > 64;
            }
            QVERIFY2(isDrawn, qPrintable(name));
        }
        QVERIFY(theme.icon(QStringLiteral("no-such-icon")).isNull());
    }

    void thereAreThreeTextSizesAndTwoDensities()
    {
        Theme theme;
        const double small = theme.font(Theme::TextSize::Small).pointSizeF();
        const double normal = theme.font(Theme::TextSize::Normal).pointSizeF();
        QVERIFY(small < normal);
        QVERIFY(normal < theme.font(Theme::TextSize::Large).pointSizeF());
        QVERIFY(QFontInfo(theme.monospace()).fixedPitch());
        const int roomy = theme.rowHeight();
        theme.setDensity(Theme::Density::Compact);
        QVERIFY(theme.rowHeight() < roomy);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
