#include "app/views/generate/generate_panel.h"

#include "ui/charts/colour_map.h"
#include "ui/charts/error_curve.h"
#include "ui/charts/number_picture.h"
#include "ui/charts/picture_pairs.h"
#include "ui/charts/weights_grid.h"
#include "ui/charts/weights_section.h"
#include "ui/style/measured.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace {

constexpr int gibbsSide = 72;
constexpr int filterWidth = 28; ///< one pixel for each of MNIST's

QLabel* mutedLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("muted", true);
    label->setWordWrap(true);
    return label;
}

} // namespace

GeneratePanel::GeneratePanel(QWidget* parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_pages);
    m_pages->addWidget(buildEmptyPage());
    m_pages->addWidget(buildPage());
    setSubject(Subject::Nothing);
}

QWidget* GeneratePanel::buildEmptyPage()
{
    auto* page = new QWidget(m_pages);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(10);
    auto* heading = new QLabel(tr("Networks that make pictures"), page);
    heading->setProperty("heading", true);
    heading->setAlignment(Qt::AlignCenter);
    auto* words = mutedLabel(tr("An auto-encoder squeezes a picture through a few numbers and draws it anew. A deep belief "
                                "network first learns, layer by layer, to reconstruct what it sees, and can make up digits "
                                "of its own. The network in use does neither."),
                             page);
    words->setAlignment(Qt::AlignCenter);
    m_starters = new QHBoxLayout;
    m_starters->setSpacing(8);
    column->addStretch(1);
    column->addWidget(heading);
    column->addWidget(words);
    column->addLayout(m_starters);
    column->addStretch(1);
    return page;
}

QWidget* GeneratePanel::buildPage()
{
    auto* page = new QWidget(m_pages);
    m_heading = new QLabel(page);
    m_heading->setObjectName(QStringLiteral("generateHeading"));
    m_heading->setProperty("heading", true);
    m_sentence = mutedLabel({}, page);
    m_sentence->setObjectName(QStringLiteral("generateSentence"));
    m_pairs = new PicturePairs(page);
    m_curve = new ErrorCurve(page);
    m_filterArea = new QScrollArea(page);
    m_filterArea->setWidgetResizable(true);
    m_filterArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto* middle = new QHBoxLayout;
    middle->setSpacing(12);
    middle->addWidget(buildCode());
    middle->addWidget(buildGibbsSamples());
    middle->addWidget(m_curve, 1);

    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(4);
    column->addWidget(m_heading);
    column->addWidget(m_sentence);
    column->addSpacing(4);
    column->addWidget(m_pairs);
    column->addSpacing(6);
    column->addLayout(middle);
    column->addWidget(m_filterArea, 1);
    column->addStretch();
    return page;
}

QWidget* GeneratePanel::buildCode()
{
    m_codeBox = new QWidget(this);
    auto* column = new QVBoxLayout(m_codeBox);
    column->setContentsMargins({});
    m_codeTitle = mutedLabel({}, m_codeBox);
    m_code = new NumberPicture(m_codeBox);
    column->addWidget(m_codeTitle);
    column->addWidget(m_code);
    column->addStretch(1);
    return m_codeBox;
}

QWidget* GeneratePanel::buildGibbsSamples()
{
    m_gibbsBox = new QWidget(this);
    m_gibbsBox->setToolTip(tr("Gibbs sampling: the top RBM starts from the first picture above and samples its hidden "
                              "and its visible units in turn. After many rounds it shows what it finds likely, "
                              "whatever it started from."));
    auto* column = new QVBoxLayout(m_gibbsBox);
    column->setContentsMargins({});
    column->setSpacing(4);
    auto* title = mutedLabel(tr("Gibbs samples after … rounds"), m_gibbsBox);
    title->setWordWrap(false);
    column->addWidget(title);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    for (std::size_t i = 0; i < m_gibbsSamples.size(); ++i) {
        m_gibbsSamples[i] = new NumberPicture(m_gibbsBox);
        keepMeasured(m_gibbsSamples[i], [picture = m_gibbsSamples[i]] { picture->setFixedWidth(scaled(gibbsSide)); });
        m_gibbsSamples[i]->setColours(ColourMap::Ink, 1);
        m_gibbsSamples[i]->setCaption(QString::number(gibbsRounds[i]));
        row->addWidget(m_gibbsSamples[i]);
    }
    column->addLayout(row);
    column->addStretch(1);
    return m_gibbsBox;
}

void GeneratePanel::setStarters(const QStringList& presets)
{
    while (QLayoutItem* item = m_starters->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_starters->addStretch(1);
    for (const QString& preset : presets) {
        auto* button = new QPushButton(this);
        button->setObjectName(preset);
        setTime(preset, {});
        button->setProperty("primary", preset == presets.front());
        connect(button, &QPushButton::clicked, this, [this, preset] { emit presetChosen(preset); });
        m_starters->addWidget(button);
    }
    m_starters->addStretch(1);
}

void GeneratePanel::setTime(const QString& preset, const QString& time)
{
    if (auto* button = findChild<QPushButton*>(preset))
        button->setText(time.isEmpty() ? tr("Start %1").arg(preset) : tr("Start %1, %2").arg(preset, time));
}

void GeneratePanel::setSubject(Subject subject)
{
    m_pages->setCurrentIndex(subject == Subject::Nothing ? 0 : 1);
    const bool isRbm = subject == Subject::Rbm;
    m_codeBox->setVisible(!isRbm);
    m_gibbsBox->setVisible(isRbm);
    m_curve->setVisible(isRbm);
    m_filterArea->setVisible(isRbm);
}

void GeneratePanel::setWords(const QString& heading, const QString& sentence)
{
    m_heading->setText(heading);
    m_sentence->setText(sentence);
}

void GeneratePanel::setCode(std::span<const float> numbers)
{
    m_codeBox->setEnabled(!numbers.empty());
    if (numbers.empty()) {
        m_codeTitle->setText(tr("Draw a digit to see its code"));
        m_code->setNumbers({}, 0, 0, 0);
        return;
    }
    m_codeTitle->setText(tr("The first picture's code: %1 numbers").arg(numbers.size()));
    m_code->setColours(ColourMap::Signed, symmetricLimit(numbers));
    m_code->setNumbers({numbers.begin(), numbers.end()}, 1, 1, int(numbers.size()));
}

void GeneratePanel::setGibbsSample(int which, std::vector<float> picture, int rows, int columns)
{
    if (picture.empty())
        m_gibbsSamples[std::size_t(which)]->setNumbers({}, 0, 0, 0);
    else
        m_gibbsSamples[std::size_t(which)]->setNumbers(std::move(picture), 1, rows, columns);
}

void GeneratePanel::setFilters(const WeightPictures& pictures)
{
    m_filters = new WeightsSection(pictures);
    m_filters->grid()->setPictureWidth(filterWidth);
    connect(m_filters->grid(), &WeightsGrid::unitClicked, this, &GeneratePanel::filterClicked);
    m_filterArea->setWidget(m_filters); // deletes the former one
    m_saver.reset();
}

void GeneratePanel::setWeights(std::shared_ptr<const void> keeper, std::span<const float> parameters)
{
    // The grid looks at the former weights until it is shown the new ones.
    const auto former = std::exchange(m_saver, std::move(keeper));
    if (m_filters)
        m_filters->setWeights(parameters, {}, {});
}
