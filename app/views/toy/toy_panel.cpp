#include "app/views/toy/toy_panel.h"

#include "ui/charts/colour_map.h"

#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>

#include <array>

namespace {

constexpr std::array<const char*, 3> tables{"and", "or", "xor"};
constexpr std::array<double, 4> paces{10, 50, 200, 1000};

} // namespace

ToyPanel::ToyPanel(double from, double to, QWidget* parent)
    : QWidget(parent)
    , m_surface(new SurfaceView(from, to, this))
    , m_units(new UnitMaps(this))
    , m_verdict(new QLabel(this))
    , m_unitsHeading(new QLabel(this))
    , m_noUnits(new QLabel(this))
    , m_tables(new QButtonGroup(this))
    , m_pace(new QComboBox(this))
    , m_pages(new QStackedLayout(this))
{
    m_pages->addWidget(buildEmpty());
    m_pages->addWidget(buildContent());
}

QWidget* ToyPanel::buildEmpty()
{
    auto* page = new QWidget(this);
    auto* heading = new QLabel(tr("A network small enough to be seen whole"), page);
    heading->setProperty("heading", true);
    heading->setAlignment(Qt::AlignCenter);
    auto* words = new QLabel(tr("Two hidden neurons learn exclusive or (XOR) from four points of a plane. Watch the "
                                "border between 0 and 1 move while they learn, and what each of them makes of the "
                                "plane."),
                             page);
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignCenter);
    words->setProperty("muted", true);
    auto* start = new QPushButton(tr("Start xor"), page);
    start->setObjectName(QStringLiteral("startToy"));
    start->setProperty("primary", true);
    start->setToolTip(tr("Trains the preset xor, about ten seconds; the network in use can be brought back"));
    connect(start, &QPushButton::clicked, this, &ToyPanel::startRequested);

    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(48, 12, 48, 12);
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(heading);
    column->addWidget(words);
    column->addWidget(start, 0, Qt::AlignHCenter);
    column->addStretch(3);
    return page;
}

QWidget* ToyPanel::buildContent()
{
    m_verdict->setObjectName(QStringLiteral("toyVerdict"));
    m_verdict->setProperty("heading", true);
    m_verdict->setWordWrap(true);
    m_noUnits->setText(tr("No hidden units: this neuron alone draws one straight border."));
    m_noUnits->setProperty("muted", true);
    m_noUnits->setWordWrap(true);
    m_noUnits->setAlignment(Qt::AlignCenter);
    m_unitsHeading->setText(tr("Each hidden unit's own map"));
    m_unitsHeading->setProperty("muted", true);

    auto* right = new QVBoxLayout;
    right->setSpacing(6);
    right->addWidget(m_unitsHeading);
    right->addWidget(m_units, 1);
    right->addWidget(m_noUnits, 1);
    m_halves = new QBoxLayout(QBoxLayout::LeftToRight);
    m_halves->setSpacing(16);
    m_halves->addWidget(m_surface);
    m_halves->addLayout(right);

    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(10, 6, 10, 8);
    column->setSpacing(6);
    column->addWidget(buildBar());
    column->addWidget(m_verdict);
    column->addLayout(m_halves, 1);
    return page;
}

QWidget* ToyPanel::buildBar()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins({});
    row->setSpacing(4);
    auto* learn = new QLabel(tr("Learn"), bar);
    learn->setProperty("muted", true);
    row->addWidget(learn);
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const QString name = QString::fromLatin1(tables[i]);
        auto* button = new QToolButton(bar);
        button->setObjectName(name);
        button->setText(name.toUpper());
        button->setCheckable(true);
        button->setToolTip(tr("From the same initial weights, learn the four points of %1").arg(name.toUpper()));
        m_tables->addButton(button, int(i));
        row->addWidget(button);
    }
    connect(m_tables, &QButtonGroup::idClicked, this, [this](int id) { emit tableChosen(QString::fromLatin1(tables[std::size_t(id)])); });
    row->addStretch(1);

    auto* pace = new QLabel(tr("Pace"), bar);
    pace->setProperty("muted", true);
    m_pace->setObjectName(QStringLiteral("pace"));
    m_pace->setAccessibleName(tr("Steps a second"));
    m_pace->setToolTip(tr("How fast it learns: slow enough to be watched, or as fast as possible"));
    for (const double steps : paces)
        m_pace->addItem(tr("%1 steps/s").arg(steps), steps);
    m_pace->addItem(tr("as fast as possible"));
    connect(m_pace, &QComboBox::activated, this, [this] {
        const QVariant steps = m_pace->currentData();
        emit paceChosen(steps.isValid() ? std::optional(steps.toDouble()) : std::nullopt);
    });
    row->addWidget(pace);
    row->addWidget(m_pace);
    return bar;
}

void ToyPanel::showEmpty()
{
    m_pages->setCurrentIndex(0);
}

void ToyPanel::showPlane()
{
    m_surface->setAccessibleDescription(tr("0 is blue, 1 is %1. On the line the output is one half. A point that is misread is crossed.")
                                            .arg(positiveColour()));
    m_unitsHeading->setVisible(m_units->rowCount() > 0);
    m_units->setVisible(m_units->rowCount() > 0);
    m_noUnits->setVisible(m_units->rowCount() == 0);
    arrange();
    if (m_pages->widget(0)->isAncestorOf(QApplication::focusWidget()))
        m_surface->setFocus(); // the button that had it goes, and keys are for the whole window
    m_pages->setCurrentIndex(1);
}

void ToyPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

/// The plane beside its units where there is width, else above them; the larger, the fewer they are.
void ToyPanel::arrange()
{
    const bool isWide = width() > 1.1 * height();
    const bool hasFew = isWide ? m_units->mostInARow() <= 3 : m_units->rowCount() <= 2;
    m_halves->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_halves->setStretch(0, hasFew ? 7 : 4);
    m_halves->setStretch(1, hasFew ? 3 : 4);
}

void ToyPanel::setTable(const QString& name)
{
    m_tables->setExclusive(false);
    for (QAbstractButton* button : m_tables->buttons())
        button->setChecked(button->objectName() == name);
    m_tables->setExclusive(true);
}

void ToyPanel::setVerdict(const QString& sentence)
{
    m_verdict->setText(sentence);
}

void ToyPanel::setPace(std::optional<double> stepsPerSecond)
{
    m_pace->setCurrentIndex(stepsPerSecond ? m_pace->findData(*stepsPerSecond) : m_pace->count() - 1);
}
