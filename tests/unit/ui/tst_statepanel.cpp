#include "ui/client/apifailure.h"
#include "ui/widgets/loadingview.h"
#include "ui/widgets/messageview.h"
#include "ui/widgets/statepanel.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace explorer::ui;

class TestStatePanel : public QObject
{
    Q_OBJECT
    Theme *m_theme = nullptr;

    static QPushButton *button(const QWidget &panel, const QString &text)
    {
        const auto buttons = panel.findChildren<QPushButton *>();
        for (QPushButton *one : buttons) {
            if (one->text() == text && one->isVisibleTo(&panel))
                return one;
        }
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase() { m_theme = new Theme(this); }

    void contentStaysUntilTheSkeletonIsDue()
    {
        auto *content = new QLabel(QStringLiteral("content"));
        StatePanel panel(m_theme, content);
        panel.show();
        panel.showLoading(QStringLiteral("Searching"));
        QVERIFY(panel.isLoading());
        QVERIFY(!panel.isShowingContent());
        QVERIFY(content->isVisible());
        QTRY_VERIFY(panel.findChild<LoadingView *>()->isVisible());
        QVERIFY(!content->isVisible());
    }

    void aQuickAnswerShowsNoSkeleton()
    {
        StatePanel panel(m_theme, new QLabel);
        panel.show();
        panel.showLoading(QStringLiteral("Searching"));
        panel.showContent();
        QTest::qWait(250);
        QVERIFY(panel.isShowingContent());
        QVERIFY(!panel.findChild<LoadingView *>()->isVisible());
    }

    void afterASecondCancelIsOffered()
    {
        StatePanel panel(m_theme, new QLabel);
        panel.show();
        QSignalSpy cancelled(&panel, &StatePanel::cancelRequested);
        panel.showLoading(QStringLiteral("Searching"));
        QVERIFY(!button(panel, QStringLiteral("Cancel")));
        QTRY_VERIFY(button(panel, QStringLiteral("Cancel")));
        button(panel, QStringLiteral("Cancel"))->click();
        QCOMPARE(cancelled.size(), 1);
    }

    void anEmptyPlaceOffersTheNextStep()
    {
        StatePanel panel(m_theme, new QLabel);
        panel.show();
        QSignalSpy asked(&panel, &StatePanel::actionRequested);
        panel.showEmpty(QStringLiteral("No collections"), QStringLiteral("Import a file."),
                        QStringLiteral("Import"));
        QCOMPARE(panel.findChild<MessageView *>()->title(), QStringLiteral("No collections"));
        button(panel, QStringLiteral("Import"))->click();
        QCOMPARE(asked.size(), 1);
        panel.showEmpty(QStringLiteral("No matches"), QString());
        QVERIFY(!button(panel, QStringLiteral("Import")));
    }

    void aFailureOffersRetryAndItsDetails()
    {
        StatePanel panel(m_theme, new QLabel);
        panel.show();
        QSignalSpy retried(&panel, &StatePanel::retryRequested);
        ApiFailure failure;
        failure.kind = ApiFailure::Kind::Problem;
        failure.status = 503;
        failure.reason = "breaker_open";
        failure.message = QStringLiteral("The database does not answer.");
        failure.requestId = QStringLiteral("r-42");
        panel.showFailure(failure);
        QCOMPARE(panel.findChild<MessageView *>()->text(), failure.message);
        button(panel, QStringLiteral("Retry"))->click();
        QCOMPARE(retried.size(), 1);
        button(panel, QStringLiteral("Copy details"))->click();
        const QString copied = QApplication::clipboard()->text();
        QVERIFY(copied.contains(QStringLiteral("r-42")));
        QVERIFY(copied.contains(QStringLiteral("breaker_open")));
    }
};

QTEST_MAIN(TestStatePanel)
#include "tst_statepanel.moc"
