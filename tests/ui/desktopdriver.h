#pragma once

#include "app/desktop.h"
#include "ui/client/secretstore.h"

#include <QHash>
#include <QWidget>

namespace explorer::test
{

/// A keychain in memory: what is tested never touches the real one.
class MemorySecrets final : public ui::SecretStore
{
public:
    void read(QObject *owner, const QString &key, Callback done) override;
    void write(QObject *owner, const QString &key, const QString &value, Callback done) override;
    void remove(QObject *owner, const QString &key, Callback done) override;
    [[nodiscard]] bool isEmpty() const { return m_values.isEmpty(); }

private:
    void answer(QObject *owner, const Answer &answer, Callback done);
    QHash<QString, QString> m_values;
};

/// The whole client on a data directory, as main() starts it, and the means to act in it as a person would:
/// through the widgets that are visible.
class DesktopDriver
{
public:
    DesktopDriver(const QString &directory, std::shared_ptr<MemorySecrets> secrets);
    [[nodiscard]] ui::MainWindow *window() const { return m_desktop->window(); }
    [[nodiscard]] ui::Theme &theme() const { return m_desktop->theme(); }

    /// The visible widget of that type and name; null if there is none now.
    template <class Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        for (Widget *widget : window()->findChildren<Widget *>(QString::fromLatin1(name))) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    /// Whether it was there and enabled.
    bool click(const char *name) const;
    /// Puts the text into the query editor key by key and presses Enter.
    bool ask(const QString &query) const;
    /// What the footer says about the result, for example "20,000 hits in 3 ms"; empty where no result is
    /// shown.
    [[nodiscard]] QString total() const;
    bool dropFile(const QString &path) const;

private:
    std::unique_ptr<app::Desktop> m_desktop;
};

} // namespace explorer::test
