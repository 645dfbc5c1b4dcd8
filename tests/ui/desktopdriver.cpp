#include "tests/ui/desktopdriver.h"

#include "ui/shell/mainwindow.h"

#include <QAbstractButton>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTest>
#include <QUrl>

namespace explorer::test
{

void MemorySecrets::answer(QObject *owner, const Answer &answer, Callback done)
{
    QMetaObject::invokeMethod(
        owner, [answer, done = std::move(done)] { done(answer); }, Qt::QueuedConnection);
}

void MemorySecrets::read(QObject *owner, const QString &key, Callback done)
{
    const bool isThere = m_values.contains(key);
    answer(owner, {isThere ? Outcome::Done : Outcome::NotFound, m_values.value(key), {}}, std::move(done));
}

void MemorySecrets::write(QObject *owner, const QString &key, const QString &value, Callback done)
{
    m_values.insert(key, value);
    answer(owner, {Outcome::Done, {}, {}}, std::move(done));
}

void MemorySecrets::remove(QObject *owner, const QString &key, Callback done)
{
    m_values.remove(key);
    answer(owner, {Outcome::Done, {}, {}}, std::move(done));
}

DesktopDriver::DesktopDriver(const QString &directory, std::shared_ptr<MemorySecrets> secrets)
{
    app::DesktopOptions options;
    options.directory = directory;
    options.language = QStringLiteral("en");
    options.secrets = std::move(secrets);
    m_desktop = std::make_unique<app::Desktop>(std::move(options));
    m_desktop->start();
    window()->activateWindow();
}

bool DesktopDriver::click(const char *name) const
{
    auto *button = find<QAbstractButton>(name);
    if (!button || !button->isEnabled())
        return false;
    QTest::mouseClick(button, Qt::LeftButton);
    return true;
}

bool DesktopDriver::ask(const QString &query) const
{
    auto *editor = find<QPlainTextEdit>("queryEditor");
    if (!editor)
        return false;
    editor->setFocus();
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(editor, Qt::Key_Delete);
    QTest::keyClicks(editor, query);
    QTest::keyClick(editor, Qt::Key_Return);
    return true;
}

QString DesktopDriver::total() const
{
    const auto *label = find<QLabel>("total");
    return label ? label->text() : QString();
}

bool DesktopDriver::dropFile(const QString &path) const
{
    auto *zone = find<QWidget>("dropZone");
    if (!zone)
        return false;
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(path)});
    const QPoint at = zone->rect().center();
    QDragEnterEvent enter(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(zone, &enter);
    QDropEvent drop(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(zone, &drop);
    return enter.isAccepted() && drop.isAccepted();
}

} // namespace explorer::test
