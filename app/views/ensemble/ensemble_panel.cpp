#include "app/views/ensemble/ensemble_panel.h"

#include "app/views/ensemble/ensemble_row.h"
#include "ui/fields/setting_fields.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace {

/// How the ensemble compares with the best of its members.
QString verdictOf(const std::vector<EnsembleLine>& members, const EnsembleLine& joint)
{
    if (members.size() < 2)
        return EnsemblePanel::tr("One network is not an ensemble yet: add another one that was trained differently.");
    double best = 0;
    for (const EnsembleLine& member : members) {
        if (!member.accuracy)
            return {};
        best = std::max(best, *member.accuracy);
    }
    if (!joint.accuracy)
        return {};
    const double points = 100 * (*joint.accuracy - best);
    const QString size = QString::number(std::abs(points), 'f', 2);
    if (points > 0)
        return EnsemblePanel::tr("Together they are %1 points better than the best of them.").arg(size);
    if (points < 0)
        return EnsemblePanel::tr("Together they are %1 points worse than the best of them.").arg(size);
    return EnsemblePanel::tr("Together they are as good as the best of them.");
}

} // namespace

EnsemblePanel::EnsemblePanel(QWidget* parent)
    : QWidget(parent)
    , m_empty(buildEmpty())
    , m_list(new QWidget(this))
    , m_column(new QVBoxLayout(m_list))
    , m_joint(new EnsembleRow(EnsembleRow::Kind::Joint, this))
    , m_verdict(new QLabel(this))
    , m_progress(buildProgress())
{
    m_verdict->setObjectName(QStringLiteral("ensembleVerdict"));
    m_verdict->setProperty("muted", true);
    m_verdict->setWordWrap(true);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(6);
    m_column->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget(scroll);
    auto* inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->addWidget(m_empty);
    inner->addWidget(m_list, 1);
    scroll->setWidget(content);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(8);
    column->addWidget(buildTools());
    column->addWidget(m_progress);
    column->addWidget(m_joint);
    column->addWidget(m_verdict);
    column->addWidget(scroll, 1);
    m_progress->hide();
    setLines({}, {});
}

QPushButton* EnsemblePanel::addButton(QWidget* parent, const QString& name, const QString& text, const QString& help,
                                     void (EnsemblePanel::*intention)())
{
    auto* button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setToolTip(help);
    parent->layout()->addWidget(button);
    connect(button, &QPushButton::clicked, this, intention);
    return button;
}

QWidget* EnsemblePanel::buildTools()
{
    auto* tools = new QWidget(this);
    auto* rows = new QVBoxLayout(tools);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(6);
    auto* adding = new QWidget(tools);
    auto* addRow = new QHBoxLayout(adding);
    addRow->setContentsMargins(0, 0, 0, 0);
    addButton(adding, QStringLiteral("addCurrent"), tr("Add this network"), tr("The network in use, as it is now"),
              &EnsemblePanel::addCurrentRequested);
    addButton(adding, QStringLiteral("addShipped"), tr("Add the shipped one"), tr("The network that comes with the program"),
              &EnsemblePanel::addShippedRequested);
    addButton(adding, QStringLiteral("addFile"), tr("Add from file…"), tr("A trained network, or a whole ensemble"),
              &EnsemblePanel::addFileRequested);
    addRow->addStretch();

    auto* training = new QWidget(tools);
    auto* trainRow = new QHBoxLayout(training);
    trainRow->setContentsMargins(0, 0, 0, 0);
    m_train = new QPushButton(tr("Train"), training);
    m_train->setObjectName(QStringLiteral("trainMembers"));
    m_count = new CountField(training);
    m_count->setRange(1, 20);
    m_count->setValue(3);
    m_count->setObjectName(QStringLiteral("memberCount"));
    m_count->setAccessibleName(tr("How many networks to train"));
    trainRow->addWidget(m_train);
    trainRow->addWidget(m_count);
    trainRow->addWidget(new QLabel(tr("more networks of this recipe"), training));
    trainRow->addStretch();
    m_save = addButton(training, QStringLiteral("saveEnsemble"), tr("Save…"), tr("Save all networks in one file"), &EnsemblePanel::saveRequested);
    m_clear = addButton(training, QStringLiteral("clearEnsemble"), tr("Clear"), tr("Remove all networks"), &EnsemblePanel::clearRequested);
    connect(m_train, &QPushButton::clicked, this, [this] { emit trainRequested(m_count->value()); });
    rows->addWidget(adding);
    rows->addWidget(training);
    return tools;
}

QWidget* EnsemblePanel::buildEmpty()
{
    auto* empty = new QLabel(tr("<p><b>Networks that predict together</b></p><p>Networks with different initial "
                                "weights make different mistakes. The mean of their probabilities is right more often "
                                "than each of them alone.</p><p>Add trained networks above, or let the program train "
                                "some of the recipe in use: the same layers and settings, other initial weights. Then "
                                "draw, and compare what each predicts with what they predict together.</p>"),
                             this);
    empty->setObjectName(QStringLiteral("ensembleEmpty"));
    empty->setWordWrap(true);
    empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    empty->setContentsMargins(4, 8, 4, 8);
    return empty;
}

QWidget* EnsemblePanel::buildProgress()
{
    auto* progress = new QWidget(this);
    auto* row = new QHBoxLayout(progress);
    row->setContentsMargins(0, 0, 0, 0);
    m_progressText = new QLabel(progress);
    m_progressText->setProperty("muted", true);
    m_progressBar = new QProgressBar(progress);
    m_progressBar->setRange(0, 1000);
    m_progressBar->setTextVisible(false);
    m_progressBar->setFixedHeight(8);
    row->addWidget(m_progressText);
    row->addWidget(m_progressBar, 1);
    addButton(progress, QStringLiteral("cancelEnsemble"), tr("Stop"), tr("Stop; networks that are trained already stay"), &EnsemblePanel::cancelRequested);
    return progress;
}

void EnsemblePanel::setLines(const std::vector<EnsembleLine>& members, const EnsembleLine& joint)
{
    while (m_rows.size() > members.size()) {
        m_rows.back()->deleteLater();
        m_rows.pop_back();
    }
    while (m_rows.size() < members.size()) {
        auto* row = new EnsembleRow(EnsembleRow::Kind::Member, m_list);
        const int index = int(m_rows.size());
        connect(row, &EnsembleRow::removeRequested, this, [this, index] { emit removeRequested(index); });
        m_column->insertWidget(index, row);
        m_rows.push_back(row);
    }
    for (std::size_t i = 0; i < members.size(); ++i)
        m_rows[i]->setLine(members[i]);
    m_joint->setLine(joint);
    m_verdict->setText(verdictOf(members, joint));
    m_joint->setVisible(members.size() > 1);
    m_verdict->setVisible(!members.empty() && !m_verdict->text().isEmpty());
    m_empty->setVisible(members.empty());
    m_list->setVisible(!members.empty());
    m_save->setEnabled(members.size() > 1);
    m_clear->setEnabled(!members.empty());
}

void EnsemblePanel::setProgress(const QString& text, double share)
{
    m_progress->setVisible(!text.isEmpty());
    m_train->setEnabled(text.isEmpty());
    m_progressText->setText(text);
    m_progressBar->setValue(int(1000 * std::clamp(share, 0.0, 1.0)));
}

void EnsemblePanel::setTrainHelp(const QString& text)
{
    m_train->setToolTip(text);
}

int EnsemblePanel::trainCount() const
{
    return m_count->value();
}
