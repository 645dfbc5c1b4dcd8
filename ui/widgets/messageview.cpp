#include "ui/widgets/messageview.h"

#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace explorer::ui
{

namespace
{

constexpr int kTextWidth = 480;
constexpr int kSideMargin = 16;
constexpr int kPictureEdge = 32;

QLabel *makeLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignHCenter);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

MessageView::MessageView(const Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_picture(new QLabel(this)), m_title(makeLabel(this)),
      m_text(makeLabel(this)), m_footnote(makeLabel(this)), m_primary(new QPushButton(this)),
      m_secondary(new QPushButton(this))
{
    m_primary->setDefault(true);
    m_picture->setAlignment(Qt::AlignHCenter);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_primary);
    buttons->addWidget(m_secondary);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_picture), static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_text)})
        layout->addWidget(widget, 0, Qt::AlignHCenter);
    layout->addSpacing(Theme::kGrid);
    layout->addLayout(buttons);
    layout->addWidget(m_footnote, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_primary, &QPushButton::clicked, this, &MessageView::primaryClicked);
    connect(m_secondary, &QPushButton::clicked, this, &MessageView::secondaryClicked);
    connect(theme, &Theme::changed, this, &MessageView::restyle);
    restyle();
}

void MessageView::setMessage(const QIcon &icon, const QString &title, const QString &text)
{
    m_icon = icon;
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
    m_picture->setPixmap(m_icon.pixmap(kPictureEdge, kPictureEdge));
    fitTexts();
}

void MessageView::setFootnote(const QString &text)
{
    m_footnote->setText(text);
    m_footnote->setVisible(!text.isEmpty());
    fitTexts();
}

void MessageView::fitTexts()
{
    // A stack of pages does not ask for a height for its width: wrapped lines would be cut.
    const int width = std::clamp(this->width() - 2 * kSideMargin, kSideMargin, kTextWidth);
    for (QLabel *label : {m_title, m_text, m_footnote}) {
        // A label never asks for less than its least size.
        label->setMinimumSize(0, 0);
        label->setFixedWidth(width);
        label->setFixedHeight(std::max(0, label->heightForWidth(width)));
    }
}

void MessageView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitTexts();
}

void MessageView::setActions(const QString &primary, const QString &secondary)
{
    m_primary->setText(primary);
    m_primary->setVisible(!primary.isEmpty());
    m_secondary->setText(secondary);
    m_secondary->setVisible(!secondary.isEmpty());
}

QString MessageView::title() const { return m_title->text(); }

QString MessageView::text() const { return m_text->text(); }

void MessageView::restyle()
{
    QFont heading = m_theme->font(Theme::TextSize::Normal);
    heading.setPointSizeF(heading.pointSizeF() * 1.15);
    heading.setWeight(QFont::DemiBold);
    m_title->setFont(heading);
    m_footnote->setFont(m_theme->font(Theme::TextSize::Small));
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, m_theme->color(Theme::Role::TextMuted));
    m_text->setPalette(muted);
    m_footnote->setPalette(muted);
    m_picture->setPixmap(m_icon.pixmap(kPictureEdge, kPictureEdge));
    fitTexts();
}

} // namespace explorer::ui
