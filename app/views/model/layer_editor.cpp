#include "app/views/model/layer_editor.h"

#include "ui/charts/number_text.h"
#include "app/session/engine_words.h"
#include "app/views/model/spec_form.h"
#include "ui/fields/words.h"
#include "ui/style/elided_label.h"
#include "ui/style/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

LayerEditor::LayerEditor(QWidget* parent)
    : QWidget(parent)
    , m_list(new LayerList(this))
    , m_verdict(new QLabel(this))
    , m_buttons(new QWidget(this))
    , m_outputs(new ElidedLabel(m_buttons))
    , m_fit(new QPushButton(m_buttons))
    , m_addMenu(new QMenu(this))
    , m_selectedTitle(new QLabel(this))
    , m_selectedHelp(new QLabel(this))
    , m_form(new SpecForm(this))
{
    m_list->setObjectName(QStringLiteral("layers"));
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_verdict->setWordWrap(true);
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_selectedTitle->setProperty("heading", true);
    m_selectedHelp->setProperty("muted", true);
    m_selectedHelp->setWordWrap(true);
    m_addMenu->setToolTipsVisible(true);
    buildButtons();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_list);
    column->addWidget(m_verdict);
    column->addWidget(m_buttons);
    column->addSpacing(4);
    column->addWidget(m_selectedTitle);
    column->addWidget(m_selectedHelp);
    column->addWidget(m_form);

    connect(m_list, &QListWidget::currentRowChanged, this, &LayerEditor::showSelected);
    connect(m_list, &LayerList::moveRequested, this, &LayerEditor::move);
    connect(m_list, &LayerList::removeRequested, this, &LayerEditor::remove);
    connect(m_list, &LayerList::duplicateRequested, this, &LayerEditor::duplicate);
    connect(m_form, &SpecForm::edited, this, &LayerEditor::changeSelected);
    connect(m_fit, &QPushButton::clicked, this, &LayerEditor::remedyRequested);
    setOutputsNote({}, {}, {});
    showSelected();
}

void LayerEditor::buildButtons()
{
    auto* row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    m_add = addButton(QStringLiteral("addLayer"), Icon::Add, tr("Add a layer beneath the selected one"));
    row->addSpacing(4);
    m_outputs->setObjectName(QStringLiteral("outputs"));
    row->addWidget(m_outputs);
    row->addSpacing(4);
    m_fit->setObjectName(QStringLiteral("fitOutputs"));
    row->addWidget(m_fit);
    row->addStretch(1);
    m_up = addButton(QStringLiteral("moveUp"), Icon::Up,
                     tr("Move the layer up, towards the input (Alt+Up, or drag it)"));
    m_down = addButton(QStringLiteral("moveDown"), Icon::Down,
                       tr("Move the layer down, towards the output (Alt+Down, or drag it)"));
    m_duplicate
        = addButton(QStringLiteral("duplicate"), Icon::Layers, tr("Put a copy beneath the layer (Ctrl+D)"));
    m_remove = addButton(QStringLiteral("remove"), Icon::Remove,
                         tr("Remove the layer (Delete); Ctrl+Z brings it back"));

    m_add->setText(tr("Add layer ▾"));
    m_add->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setMenu(m_addMenu);
    connect(m_up, &QToolButton::clicked, this,
            [this] { move(m_list->currentRow(), m_list->currentRow() - 1); });
    connect(m_down, &QToolButton::clicked, this,
            [this] { move(m_list->currentRow(), m_list->currentRow() + 1); });
    connect(m_duplicate, &QToolButton::clicked, this, [this] { duplicate(m_list->currentRow()); });
    connect(m_remove, &QToolButton::clicked, this, [this] { remove(m_list->currentRow()); });
}

void LayerEditor::setOutputsNote(const QString& words, const QString& detail, const QString& remedy)
{
    m_outputs->setText(words);
    m_outputs->setToolTip(detail);
    m_outputs->setVisible(!words.isEmpty());
    m_fit->setText(remedy);
    m_fit->setVisible(!remedy.isEmpty());
}

QToolButton* LayerEditor::addButton(const QString& name, Icon shape, const QString& help)
{
    auto* button = new QToolButton(m_buttons);
    button->setObjectName(name);
    button->setIcon(icon(shape));
    button->setToolTip(help);
    button->setAccessibleName(help);
    m_buttons->layout()->addWidget(button);
    return button;
}

void LayerEditor::setKinds(const std::vector<engine::KindInfo>& kinds)
{
    m_kinds = kinds;
    buildAddMenu();
    showRows();
    showSelected();
}

void LayerEditor::buildAddMenu()
{
    m_addMenu->clear();
    for (const engine::KindInfo& kind : m_kinds) {
        QAction* action = m_addMenu->addAction(translated(kind.title));
        action->setObjectName(QString::fromStdString(kind.kind));
        action->setToolTip(translated(kind.help));
        action->setStatusTip(action->toolTip());
        connect(action, &QAction::triggered, this, [this, kind] { add(kind); });
    }
}

void LayerEditor::setLayers(const std::vector<engine::Spec>& layers)
{
    if (layers == m_layers)
        return;
    if (layers.size() != m_layers.size())
        m_summary.clear();
    m_layers = layers;
    m_problem.clear();
    m_problemLayer.reset();
    showRows();
    showSelected();
}

void LayerEditor::setSummary(const std::vector<LayerSummary>& summary)
{
    m_summary = summary;
    m_problem.clear();
    m_problemLayer.reset();
    showRows();
}

void LayerEditor::setProblem(const QString& sentence, std::optional<int> layer,
                             const std::vector<LayerSummary>& before)
{
    m_summary = before;
    m_problem = sentence;
    m_problemLayer = layer;
    showRows();
}

void LayerEditor::showRows()
{
    std::vector<LayerRow> rows;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const engine::KindInfo* kind = kindOf(m_layers[i]);
        LayerRow row;
        row.words = kind ? inWords(m_layers[i], *kind) : QString::fromStdString(m_layers[i].kind);
        row.help = kind ? translated(kind->help) : QString();
        if (i < m_summary.size()) {
            row.name = m_summary[i].name;
            row.outputShape = m_summary[i].outputShape;
            row.parameters = m_summary[i].parameters;
        }
        row.hasProblem = m_problemLayer == int(i);
        rows.push_back(row);
    }
    m_list->setRows(rows);
    showVerdict();
}

void LayerEditor::showVerdict()
{
    const bool hasProblem = !m_problem.isEmpty();
    m_verdict->setProperty("error", hasProblem);
    m_verdict->setProperty("heading", !hasProblem);
    m_verdict->style()->unpolish(m_verdict); // the sheet looks at properties only then
    m_verdict->style()->polish(m_verdict);
    m_verdict->setAlignment(hasProblem ? Qt::AlignLeft : Qt::AlignRight);
    if (hasProblem) {
        m_verdict->setText(m_problem);
        return;
    }
    quint64 total = 0;
    for (const LayerSummary& layer : m_summary)
        total += layer.parameters;
    const bool isKnown = !m_layers.empty() && m_summary.size() == m_layers.size();
    m_verdict->setText(isKnown ? tr("%1 parameters in all").arg(countText(total)) : QStringLiteral(" "));
}

void LayerEditor::showSelected()
{
    const int row = m_list->currentRow();
    const bool isSelected = row >= 0 && row < int(m_layers.size());
    m_up->setEnabled(isSelected && row > 0);
    m_down->setEnabled(isSelected && row + 1 < int(m_layers.size()));
    m_duplicate->setEnabled(isSelected);
    m_remove->setEnabled(isSelected);

    const engine::KindInfo* kind = isSelected ? kindOf(m_layers[std::size_t(row)]) : nullptr;
    m_selectedTitle->setVisible(kind);
    m_form->setVisible(kind && !kind->settings.empty());
    if (!kind) {
        m_selectedHelp->setText(m_layers.empty() ? tr("No layers yet: add one.")
                                                 : tr("Select a layer to change it."));
        return;
    }
    m_selectedTitle->setText(tr("Layer %1: %2").arg(row + 1).arg(translated(kind->title)));
    m_selectedHelp->setText(translated(kind->help));
    m_form->setSpec(m_layers[std::size_t(row)], *kind);
}

void LayerEditor::add(const engine::KindInfo& kind)
{
    engine::Spec spec{kind.kind, {}};
    for (const engine::SettingInfo& setting : kind.settings)
        spec.settings[setting.name] = setting.initial;
    const int selected = m_list->currentRow();
    const int place = selected < 0 ? int(m_layers.size()) : selected + 1;
    m_layers.insert(m_layers.begin() + place, spec);
    apply(place);
}

void LayerEditor::remove(int row)
{
    m_layers.erase(m_layers.begin() + row);
    apply(std::min(row, int(m_layers.size()) - 1));
}

void LayerEditor::duplicate(int row)
{
    const engine::Spec copy = m_layers[std::size_t(row)];
    m_layers.insert(m_layers.begin() + row + 1, copy);
    apply(row + 1);
}

void LayerEditor::move(int from, int to)
{
    const auto first = m_layers.begin();
    if (from < to)
        std::rotate(first + from, first + from + 1, first + to + 1);
    else
        std::rotate(first + to, first + from, first + from + 1);
    apply(to);
}

void LayerEditor::changeSelected(const engine::Spec& spec, const QString& setting)
{
    const int row = m_list->currentRow();
    m_layers[std::size_t(row)] = spec;
    apply(row, QStringLiteral("layer %1 %2").arg(row).arg(setting));
}

void LayerEditor::apply(int selected, const QString& key)
{
    if (key.isEmpty()) // the layers stand elsewhere now: what was known of them no longer lines up
        m_summary.clear();
    m_problem.clear();
    m_problemLayer.reset();
    showRows();
    m_list->setCurrentRow(selected);
    showSelected();
    emit edited(m_layers, key);
}

const engine::KindInfo* LayerEditor::kindOf(const engine::Spec& spec) const
{
    const auto found = std::ranges::find(m_kinds, spec.kind, &engine::KindInfo::kind);
    return found == m_kinds.end() ? nullptr : &*found;
}
