#include "ui/panels/transport_bar.h"

#include "ui/panels/progress_line.h"
#include "ui/panels/steady_button.h"
#include "ui/fields/rate_advice.h"
#include "ui/fields/real_field.h"
#include "ui/fields/setting_fields.h"
#include "ui/style/icons.h"
#include "ui/style/measured.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace {

constexpr int roomForProgress = 300; ///< pixels; where words leave it less, the icons stand alone
constexpr int leastForProgress = 150; ///< where names leave it less, they are cut short
constexpr int betweenSignAndWord = 6;
constexpr int charactersOfData = 30;
constexpr int fewCharactersOfData = 10;
constexpr int fewCharactersOfPreset = 11;

} // namespace

TransportBar::TransportBar(QWidget* parent)
    : QWidget(parent)
    , m_actions(new TransportActions(this))
    , m_row(new QHBoxLayout(this))
    , m_play(new SteadyButton(this))
    , m_rate(new RealField(this))
    , m_preset(new ChoiceField(this))
    , m_data(new QToolButton(this))
    , m_progress(new ProgressLine(this))
{
    m_row->setContentsMargins(8, 6, 12, 6);
    m_row->setSpacing(4);
    buildButtons();
    addSeparator();
    buildChoices();
    addSeparator();
    m_row->addWidget(m_progress, 1);

    connect(m_rate, &RealField::valueEdited, this, &TransportBar::learningRateEdited);
    m_preset->leaveLetters();
    connect(m_preset, &QComboBox::textActivated, this, [this](const QString& name) {
        if (name != m_presetName) // a second click on the list chooses what is in use: nothing is asked for
            emit presetChosen(name);
    });
    connect(m_data, &QToolButton::clicked, this,
            [this] { emit dataMenuRequested(m_data->mapToGlobal(m_data->rect().bottomLeft())); });
    setState({});
    keepMeasured(this, [this] { fitButtons(); });
}

void TransportBar::buildButtons()
{
    addButton(m_play, m_actions->play, QStringLiteral("play"));
    m_play->setProperty("primary", true);
    m_play->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_buttons = {addButton(m_actions->step, QStringLiteral("step")),
                 addButton(m_actions->epoch, QStringLiteral("epoch")),
                 addButton(m_actions->stop, QStringLiteral("stop"))};
    addSeparator();
    m_buttons += addButton(m_actions->rewind, QStringLiteral("rewind"));
    m_buttons += addButton(m_actions->newSeed, QStringLiteral("newSeed"));
}

QToolButton* TransportBar::addButton(QAction* action, const QString& name)
{
    auto* button = new QToolButton(this);
    addButton(button, action, name);
    return button;
}

void TransportBar::addButton(QToolButton* button, QAction* action, const QString& name)
{
    button->setObjectName(name);
    button->setDefaultAction(action);
    keepMeasured(button, [button] {
        button->setIconSize(QSize(scaled(20), scaled(20)));
        button->setMinimumHeight(scaled(32));
    });
    m_row->addWidget(button);
}

void TransportBar::addSeparator()
{
    auto* line = new QFrame(this);
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    m_row->addSpacing(4);
    m_row->addWidget(line);
    m_row->addSpacing(4);
}

void TransportBar::buildChoices()
{
    auto* rateLabel = new QLabel(tr("Rate"), this);
    rateLabel->setProperty("muted", true);
    rateLabel->setBuddy(m_rate);
    const QString help = tr(
        "Takes effect at once (Up and Down change it by a tenth)");
    rateLabel->setToolTip(help);
    rateLabel->setAccessibleName(tr("Learning rate"));
    m_rate->setObjectName(QStringLiteral("learningRate"));
    m_rate->setAccessibleName(tr("Learning rate"));
    m_rate->setHelp(help);
    m_rate->setAdvice(rateAdvice);
    keepMeasured(m_rate, [this] { m_rate->setFixedWidth(m_rate->fontMetrics().horizontalAdvance(QStringLiteral("0.000123")) + scaled(22)); });

    m_preset->setObjectName(QStringLiteral("preset"));
    m_preset->setAccessibleName(tr("Network preset"));
    m_preset->setToolTip(tr("The network: choose a preset to start from"));
    m_preset->setMinimumContentsLength(fewCharactersOfPreset);

    m_data->setObjectName(QStringLiteral("data"));
    m_data->setIcon(icon(Icon::Database));
    m_data->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_data->setToolTip(tr("The data to learn from: choose other data"));

    m_row->addWidget(rateLabel);
    m_row->addWidget(m_rate);
    m_row->addSpacing(6);
    m_row->addWidget(m_preset);
    m_row->addWidget(m_data);
}

void TransportBar::setState(const TransportState& state)
{
    m_actions->setState(state);
    m_play->setTexts(TransportActions::playTexts(std::max(state.epochs, state.moreEpochs)));
    m_progress->setState(state);
}

void TransportBar::setLearningRate(double rate)
{
    // Not while the user types: the number under the cursor is theirs.
    if (m_rate->hasFocus() && m_rate->isModified())
        return;
    m_rate->setValue(rate);
}

void TransportBar::setLearningRateRange(double smallest, double largest)
{
    m_rate->setRange(smallest, largest);
}

void TransportBar::setPresets(const std::vector<PresetChoice>& presets)
{
    fillWithPresets(*m_preset, presets);
    setPreset(m_presetName);
}

void TransportBar::setPreset(const QString& name)
{
    m_presetName = name;
    m_preset->setCurrentIndex(m_preset->findText(name));
    m_preset->setPlaceholderText(name);
    fitButtons();
    const QString description = m_preset->currentData(Qt::ToolTipRole).toString();
    const QString help = tr("The network: choose a preset to start from");
    m_preset->setToolTip(description.isEmpty() ? help : QStringLiteral("%1\n%2").arg(description, help));
}

void TransportBar::setDataName(const QString& name)
{
    m_dataName = name;
    fitButtons();
    m_data->setToolTip(tr("%1\nThe data to learn from: choose other data").arg(name));
    m_data->setAccessibleName(tr("Data: %1").arg(name));
}

/// Several sources that are joined have a long name, and so has an edited network.
void TransportBar::fitNames(bool areShort)
{
    const QFontMetrics metrics = m_data->fontMetrics();
    const int characters = areShort ? fewCharactersOfData : charactersOfData;
    const QString shown = metrics.elidedText(m_dataName, Qt::ElideRight, characters * metrics.averageCharWidth());
    m_data->setText(QStringLiteral("%1 ▾").arg(shown));
    m_preset->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // so that it measures anew
    m_preset->setSizeAdjustPolicy(areShort ? QComboBox::AdjustToMinimumContentsLengthWithIcon : QComboBox::AdjustToContents);
}

/// Of the progress, beside all that stands there now.
int TransportBar::roomForRest() const
{
    return width() - m_row->minimumSize().width() + m_progress->minimumWidth();
}

QString TransportBar::progressText() const
{
    return m_progress->shownText();
}

void TransportBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitButtons();
}

void TransportBar::fitButtons()
{
    int words = 0;
    for (QToolButton* button : m_buttons)
        words += button->fontMetrics().horizontalAdvance(button->text()) + betweenSignAndWord;
    for (QToolButton* button : m_buttons)
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    fitNames(false);
    if (roomForRest() < scaled(leastForProgress))
        fitNames(true);
    if (roomForRest() >= words + scaled(roomForProgress))
        for (QToolButton* button : m_buttons)
            button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
}
