#include "ui/ingest/dropzone.h"

#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{
namespace
{

/// What a folder holds, below it too, in the order of the names.
QStringList filesOf(const QString &folder)
{
    QStringList files;
    QDirIterator each(folder, QDir::Files | QDir::Readable, QDirIterator::Subdirectories);
    while (each.hasNext())
        files.append(each.next());
    files.sort();
    return files;
}

} // namespace

DropZone::DropZone(Theme *theme, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_icon(new QLabel(this)), m_text(new QLabel(this)),
      m_hint(new QLabel(this)), m_choose(new QPushButton(tr("Choose files\u2026"), this))
{
    setObjectName(QStringLiteral("dropZone"));
    setAccessibleName(tr("Drop files here, or paste text"));
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(168);
    m_text->setText(tr("Drop files here"));
    m_hint->setText(
        tr("NDJSON, JSON, CSV or log lines, gzip and zstd too; files or a folder. Ctrl+V pastes text."));
    m_choose->setObjectName(QStringLiteral("choose"));
    auto *paste = new QPushButton(tr("Paste"), this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(m_choose);
    buttons->addWidget(paste);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addStretch();
    for (QLabel *label : {m_icon, m_text, m_hint}) {
        label->setAlignment(Qt::AlignCenter);
        layout->addWidget(label);
    }
    layout->addSpacing(4);
    layout->addLayout(buttons);
    layout->addStretch();
    connect(m_choose, &QPushButton::clicked, this, &DropZone::choose);
    connect(paste, &QPushButton::clicked, this, &DropZone::paste);
    const auto restyle = [this] {
        m_icon->setPixmap(m_theme->icon(QStringLiteral("import"), Theme::Role::Accent).pixmap(32, 32));
        m_text->setFont(m_theme->font(Theme::TextSize::Large));
        QPalette palette = m_hint->palette();
        palette.setColor(QPalette::WindowText, m_theme->color(Theme::Role::TextMuted));
        m_hint->setPalette(palette);
        update();
    };
    connect(theme, &Theme::changed, this, restyle);
    restyle();
}

void DropZone::choose()
{
    auto *dialog = new QFileDialog(
        this, tr("Import"), {}, tr("Data (*.ndjson *.jsonl *.json *.csv *.tsv *.txt *.log);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &DropZone::filesGiven);
    dialog->open();
}

void DropZone::paste() { take(QGuiApplication::clipboard()->mimeData()); }

void DropZone::take(const QMimeData *mime)
{
    QStringList files;
    for (const QUrl &url : mime->urls()) {
        if (!url.isLocalFile())
            continue;
        if (QFileInfo(url.toLocalFile()).isFile())
            files.append(url.toLocalFile());
        else
            files.append(filesOf(url.toLocalFile()));
    }
    if (!files.isEmpty())
        Q_EMIT filesGiven(files);
    else if (mime->hasText() && !mime->text().trimmed().isEmpty())
        Q_EMIT textGiven(mime->text());
}

void DropZone::dragEnterEvent(QDragEnterEvent *event)
{
    if (!event->mimeData()->hasUrls() && !event->mimeData()->hasText())
        return;
    event->acceptProposedAction();
    m_isOver = true;
    update();
}

void DropZone::dragLeaveEvent(QDragLeaveEvent *)
{
    m_isOver = false;
    update();
}

void DropZone::dropEvent(QDropEvent *event)
{
    m_isOver = false;
    update();
    event->acceptProposedAction();
    take(event->mimeData());
}

void DropZone::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste))
        paste();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        choose();
    else
        QFrame::keyPressEvent(event);
}

void DropZone::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = m_theme->color(m_isOver ? Theme::Role::Accent : Theme::Role::Surface);
    ground.setAlphaF(m_isOver ? 0.12F : 1.0F);
    painter.setBrush(ground);
    const bool isMarked = m_isOver || hasFocus();
    painter.setPen(QPen(m_theme->color(isMarked ? Theme::Role::Accent : Theme::Role::Border),
                        isMarked ? 2 : 1.5, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
}

} // namespace explorer::ui
