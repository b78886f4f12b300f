#include "app/views/gallery/gallery_view.h"

#include "app/views/view_help.h"
#include "app/session/commands.h"
#include "app/session/engine_words.h"
#include "app/session/model_files.h"
#include "app/session/notices.h"
#include "app/session/presets.h"
#include "app/session/runs.h"
#include "app/session/training_times.h"
#include "app/views/gallery/gallery_panel.h"
#include "engine/gallery/gallery.h"
#include "engine/layers/sequential.h"
#include "ui/charts/number_text.h"
#include "ui/fields/words.h"

#include <array>

namespace {

const QString firstNetwork = QStringLiteral("mlp-128-64"); ///< learns well within seconds

struct Group
{
    engine::PresetGroup group;
    QString title;
    QString sentence;
};

std::array<Group, 7> groups()
{
    using enum engine::PresetGroup;
    return {{
        {FirstSteps, GalleryView::tr("First steps"), GalleryView::tr("Small, and trained within seconds.")},
        {Dense, GalleryView::tr("Dense"), GalleryView::tr("Every neuron reads all of the layer before it.")},
        {Convolutions, GalleryView::tr("Convolutions"), GalleryView::tr("Small filters slide over the picture: slower, and better.")},
        {Sequences, GalleryView::tr("Sequences"), GalleryView::tr("The picture is read row by row, with a memory.")},
        {Generative, GalleryView::tr("Generative"), GalleryView::tr("They learn to make pictures, not only to name them.")},
        {Toys, GalleryView::tr("Toys"), GalleryView::tr("Two inputs, so that all they do can be seen on a plane.")},
        {BadStarts, GalleryView::tr("Bad starts"), GalleryView::tr("They learn badly or not at all: compare them with "
                                                                   "networks that do.")},
    }};
}

std::vector<SketchLayer> sketchOf(const engine::Sequential& network)
{
    const auto mapsOf = [](const engine::Shape& shape) { return shape.rank() == 3 ? shape[0] : std::size_t{1}; };
    std::vector<SketchLayer> layers{{.kind = SketchLayer::Kind::Input, .numbers = network.inputShape().elements()}};
    for (std::size_t i = 0; i < network.size(); ++i) {
        const engine::Shape& after = network.shapeBefore(i + 1);
        if (network.parameters().rangeOfLayer(i).size == 0)
            continue;
        const std::string& name = network.name(i);
        if (name.starts_with("batch_norm") || name.starts_with("normalization"))
            continue;
        const auto kind = name.starts_with("lstm")       ? SketchLayer::Kind::Recurrent
                          : after.rank() == 3 ? SketchLayer::Kind::Convolution
                                              : SketchLayer::Kind::Dense;
        layers.push_back({kind, after.elements(), mapsOf(after)});
    }
    return layers;
}

PresetCard::Content cardOf(const engine::Recipe& preset)
{
    const engine::Sequential network(preset.input, preset.layers);
    PresetCard::Content card{.name = QString::fromStdString(preset.name),
                             .sentence = translated(preset.description),
                             .facts = {GalleryView::tr("%1\u00a0parameters").arg(countText(network.parameters().size()))},
                             .layers = sketchOf(network)};
    if (const auto accuracy = engine::expectedAccuracy(preset))
        card.facts += GalleryView::tr("%1\u00a0right").arg(percentText(*accuracy, 1));
    return card;
}

} // namespace

GalleryView::GalleryView(const Context& context)
    : m_context(context)
    , m_panel(new GalleryPanel)
{
    std::vector<GalleryPanel::Section> sections;
    for (const Group& group : groups()) {
        GalleryPanel::Section section{.title = group.title, .sentence = group.sentence, .cards = {}};
        for (const engine::Recipe& preset : engine::presets())
            if (engine::groupOf(preset) == group.group)
                section.cards.push_back(cardOf(preset));
        sections.push_back(std::move(section));
    }
    m_panel->setSections(std::move(sections));
    m_panel->choose(firstNetwork);
    connect(m_panel, &GalleryPanel::startRequested, this, &GalleryView::start);
    connect(m_panel, &GalleryPanel::shippedRequested, this, [this] { m_context.models.open(QStringLiteral("builtin")); });
    connect(&context.times, &TrainingTimes::changed, this, &GalleryView::showTimes);
    connect(&context.runs, &Runs::choiceWanted, this, &GalleryView::offerFirst);
    showTimes();
}

QWidget* GalleryView::widget()
{
    return m_panel;
}

void GalleryView::setInSight(bool isInSight)
{
    m_isInSight = isInSight;
    if (!isInSight)
        return;
    m_context.times.measure();
    showTimes();
    if (!m_context.runs.current().canTrainOn())
        offerFirst();
}

/// Train was pressed, or it is the first start: Enter is all that it takes.
void GalleryView::offerFirst()
{
    m_panel->choose(firstNetwork);
    m_panel->focusChosen();
}

void GalleryView::refresh(Inspection::Changes what)
{
    if (what & (Inspection::Network | Inspection::Data))
        showHeading();
}

void GalleryView::start(const QString& name)
{
    const NetworkCheck check = openPreset(m_context.runs, name.toStdString());
    if (!check.problem.isEmpty()) {
        m_context.notices.say(Notice::Level::Error, check.problem);
        return;
    }
    const bool isToy = m_context.runs.state().readsPoints();
    m_context.runs.current().train();
    m_context.commands.run(isToy ? QStringLiteral("view.toy") : QStringLiteral("view.train"));
}

void GalleryView::showTimes()
{
    for (const engine::Recipe& preset : engine::presets()) {
        const auto seconds = m_context.times.secondsOf(preset.name);
        m_panel->setTime(QString::fromStdString(preset.name), seconds ? tr("%1\u00a0here").arg(roughTime(*seconds)) : QString());
    }
    if (m_isInSight)
        showHeading();
}

void GalleryView::showHeading()
{
    const bool canTrainOn = m_context.runs.current().canTrainOn();
    m_panel->setShippedVisible(canTrainOn);
    if (canTrainOn) {
        m_panel->setHeading(tr("Start with a network"), tr("Each begins untrained, with random weights. All of it can be changed in Model."));
        return;
    }
    const auto seconds = m_context.times.secondsOf(firstNetwork.toStdString());
    m_panel->setHeading(tr("Your first network: %1").arg(firstNetwork),
                        tr("The network in use comes with the program, trained already. Press Train, then Enter, to train your "
                           "own%1; the one in use can be brought back. Same start (R) trains it anew instead.")
                            .arg(seconds ? tr(", %1").arg(roughTime(*seconds)) : QString()));
}

QString GalleryView::help()
{
    return helpText(tr("Every network that the program comes with, ready to be trained. Each begins untrained, "
                       "with random weights."),
                    {{tr("A card"),
                      tr("The layers as blocks from left to right, one sentence, the number of weights and "
                         "biases, how many of MNIST's test digits it gets right when trained, and how long that "
                         "takes on this machine.")},
                     {tr("Start"),
                      tr("Makes a new network and trains it; Enter on a chosen card does the same. The network in use "
                         "can be brought back.")},
                     {tr("Use the shipped network"),
                      tr("The trained network that comes with the program. It is also in File, Open shipped network.")}});
}
