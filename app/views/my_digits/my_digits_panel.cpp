#include "app/views/my_digits/my_digits_panel.h"

#include "ui/style/elided_label.h"
#include "ui/style/icons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>

#include <algorithm>

namespace {

QString nameOf(const DigitFilter& filter)
{
    switch (filter.kind) {
    case DigitFilter::Kind::All:
        return MyDigitsPanel::tr("All");
    case DigitFilter::Kind::Digit:
        return QString::number(filter.digit);
    case DigitFilter::Kind::NoDigit:
        return MyDigitsPanel::tr("Not a digit");
    case DigitFilter::Kind::Unlabelled:
        return MyDigitsPanel::tr("Without a label");
    case DigitFilter::Kind::ReadWrong:
        return MyDigitsPanel::tr("Read wrong now");
    }
    return {};
}

std::vector<DigitFilter> allFilters()
{
    std::vector<DigitFilter> filters{{DigitFilter::Kind::All}, {DigitFilter::Kind::ReadWrong}};
    for (int digit = 0; digit < 10; ++digit)
        filters.push_back({DigitFilter::Kind::Digit, digit});
    filters.push_back({DigitFilter::Kind::NoDigit});
    filters.push_back({DigitFilter::Kind::Unlabelled});
    return filters;
}

QToolButton* iconButton(Icon shape, const char* name, const QString& text, const QString& help, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QLatin1String(name));
    button->setIcon(icon(shape));
    button->setToolTip(help);
    button->setAccessibleName(text);
    parent->layout()->addWidget(button);
    return button;
}

} // namespace

int DigitCounts::of(const DigitFilter& filter) const
{
    switch (filter.kind) {
    case DigitFilter::Kind::All:
        return all;
    case DigitFilter::Kind::Digit:
        return ofDigit[std::size_t(filter.digit)];
    case DigitFilter::Kind::NoDigit:
        return noDigit;
    case DigitFilter::Kind::Unlabelled:
        return unlabelled;
    case DigitFilter::Kind::ReadWrong:
        return readWrong;
    }
    return 0;
}

MyDigitsPanel::MyDigitsPanel(QWidget* parent)
    : QWidget(parent)
    , m_grid(new DigitGrid(this))
    , m_report(new FineTuningReport(this))
    , m_progress(buildProgress())
    , m_pages(new QStackedLayout)
{
    m_grid->setObjectName(QStringLiteral("myDigits"));
    m_grid->setAccessibleName(tr("My digits"));
    m_grid->setEditable(true);
    m_pages->addWidget(m_grid);
    m_pages->addWidget(buildEmpty());

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(8);
    column->addWidget(buildLearning());
    column->addWidget(m_progress);
    column->addWidget(m_report);
    column->addWidget(buildEditing());
    column->addLayout(m_pages, 1);
    m_report->hide();
    m_progress->hide();

    connect(m_grid, &QListWidget::itemSelectionChanged, this, &MyDigitsPanel::showSelection);
    connect(m_grid, &DigitGrid::labelTyped, this, &MyDigitsPanel::relabel);
    connect(m_grid, &DigitGrid::deleteTyped, this, &MyDigitsPanel::remove);
    connect(m_grid, &DigitGrid::undoTyped, this, &MyDigitsPanel::undoRequested);
    connect(m_grid, &DigitGrid::redoTyped, this, &MyDigitsPanel::redoRequested);
    connect(m_grid, &QListWidget::itemActivated, this, [this] {
        const auto ids = m_grid->selectedIds();
        if (!ids.empty())
            emit drawRequested(ids.front());
    });
    connect(m_report, &FineTuningReport::dismissed, this, &MyDigitsPanel::clearOutcome);
    setDigits({}, {});
    setUndo(false, false);
}

QPushButton* MyDigitsPanel::addButton(QWidget* parent, const char* name, const QString& text, const QString& help)
{
    auto* button = new QPushButton(text, parent);
    button->setObjectName(QLatin1String(name));
    button->setToolTip(help);
    parent->layout()->addWidget(button);
    return button;
}

QWidget* MyDigitsPanel::buildLearning()
{
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    m_learn = addButton(line, "learnDigits", tr("Learn from my digits"),
                        tr("Trains the network in use on these digits, in seconds. Some of the data set is learnt "
                           "along with them, so that nothing is forgotten; Undo brings the weights back."));
    m_learn->setProperty("primary", true);
    row->addStretch();
    auto* importing = addButton(line, "importDigits", tr("Import…"), tr("Add the drawings of a .jsonl file; you can "
                                                                        "also drop it on the window"));
    m_export = addButton(line, "exportDigits", tr("Export…"), tr("Write the selected digits, or all that are shown, to "
                                                                 "a .jsonl file"));
    connect(m_learn, &QPushButton::clicked, this, &MyDigitsPanel::learnRequested);
    connect(importing, &QPushButton::clicked, this, &MyDigitsPanel::importRequested);
    connect(m_export, &QPushButton::clicked, this, &MyDigitsPanel::exportRequested);
    return line;
}

QWidget* MyDigitsPanel::buildEditing()
{
    auto* block = new QWidget(this);
    auto* rows = new QVBoxLayout(block);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(6);

    auto* line = new QWidget(block);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    m_filter = new QComboBox(line);
    m_filter->setObjectName(QStringLiteral("filter"));
    m_filter->setAccessibleName(tr("Digits to show"));
    m_filter->setToolTip(tr("Which of the digits are shown"));
    m_filter->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(m_filter);
    row->addStretch();
    m_label = addButton(line, "relabel", tr("I drew a …"), tr("Label the selected digits (0 to 9, X: no digit)"));
    m_delete = addButton(line, "deleteDigits", tr("Delete"), tr("Delete the selected digits (Delete); Undo brings them "
                                                                "back"));
    m_undo = iconButton(Icon::Undo, "undoDigits", tr("Undo"), tr("Undo the last change to your digits (Ctrl+Z in the grid)"), line);
    m_redo = iconButton(Icon::Redo, "redoDigits", tr("Redo"), tr("Redo (Ctrl+Y in the grid)"), line);
    buildLabelMenu();

    auto* second = new QWidget(block);
    auto* secondRow = new QHBoxLayout(second);
    secondRow->setContentsMargins(0, 0, 0, 0);
    m_counts = new QLabel(second);
    m_counts->setObjectName(QStringLiteral("counts"));
    m_counts->setProperty("muted", true);
    m_counts->setWordWrap(true);
    auto* writerLabel = new QLabel(tr("Writer"), second);
    m_writer = new QLineEdit(second);
    m_writer->setObjectName(QStringLiteral("writer"));
    m_writer->setPlaceholderText(tr("optional"));
    m_writer->setToolTip(tr("Who draws the digits that you keep from now on: a name, or nothing"));
    m_writer->setMaxLength(100);
    m_writer->setFixedWidth(110);
    writerLabel->setBuddy(m_writer);
    secondRow->addWidget(m_counts, 1);
    secondRow->addWidget(writerLabel);
    secondRow->addWidget(m_writer);

    rows->addWidget(line);
    rows->addWidget(second);
    connect(m_filter, &QComboBox::activated, this, &MyDigitsPanel::filterChanged);
    connect(m_delete, &QPushButton::clicked, this, &MyDigitsPanel::remove);
    connect(m_undo, &QToolButton::clicked, this, &MyDigitsPanel::undoRequested);
    connect(m_redo, &QToolButton::clicked, this, &MyDigitsPanel::redoRequested);
    connect(m_writer, &QLineEdit::textEdited, this, &MyDigitsPanel::writerChanged);
    return block;
}

void MyDigitsPanel::buildLabelMenu()
{
    auto* menu = new QMenu(m_label);
    for (int digit = 0; digit < 10; ++digit)
        menu->addAction(QString::number(digit), this, [this, digit] { relabel(digit); });
    menu->addSeparator();
    menu->addAction(tr("not a digit"), this, [this] { relabel(std::nullopt); });
    m_label->setMenu(menu);
}

QWidget* MyDigitsPanel::buildProgress()
{
    auto* progress = new QWidget(this);
    auto* row = new QHBoxLayout(progress);
    row->setContentsMargins(0, 0, 0, 0);
    m_progressText = new ElidedLabel(progress); // a long stage must not widen the window
    m_progressText->setProperty("muted", true);
    m_progressBar = new QProgressBar(progress);
    m_progressBar->setRange(0, 1000);
    m_progressBar->setTextVisible(false);
    m_progressBar->setFixedHeight(8);
    row->addWidget(m_progressText, 2);
    row->addWidget(m_progressBar, 1);
    m_cancel = addButton(progress, "cancelLearning", tr("Cancel"), tr("Leave the network as it was"));
    connect(m_cancel, &QPushButton::clicked, this, &MyDigitsPanel::cancelRequested);
    return progress;
}

QWidget* MyDigitsPanel::buildEmpty()
{
    m_emptyText = new QLabel(this);
    m_emptyText->setObjectName(QStringLiteral("myDigitsEmpty"));
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_emptyText->setContentsMargins(4, 8, 4, 8);
    return m_emptyText;
}

void MyDigitsPanel::setDigits(const std::vector<DigitTile>& tiles, const DigitCounts& counts)
{
    fillFilter(counts);
    m_grid->setTiles(tiles);
    m_pages->setCurrentIndex(tiles.empty() ? 1 : 0);
    m_emptyText->setText(counts.all == 0
                             ? tr("<p><b>My digits</b></p><p>When the network misreads what you draw, say what it is: "
                                  "press its key, <b>0</b> to <b>9</b>, or <b>X</b> for no digit, or use the buttons "
                                  "under the pad. The drawing is kept here.</p><p>With some twenty of them, two of "
                                  "each digit, <b>Learn from my digits</b> teaches the network your handwriting in "
                                  "seconds, and it does not forget other people's.</p><p>A .jsonl file of drawings can "
                                  "be imported, or dropped on the window.</p>")
                             : tr("None of your digits is of this kind. Choose another one above."));
    QStringList parts;
    for (int digit = 0; digit < 10; ++digit)
        if (const int number = counts.ofDigit[std::size_t(digit)]; number > 0)
            parts << (number == 1 ? tr("one %1").arg(digit) : tr("%1 × %2").arg(number).arg(digit));
    if (counts.noDigit > 0)
        parts << (counts.noDigit == 1 ? tr("one non-digit") : tr("%1 non-digits").arg(counts.noDigit));
    QString text = parts.join(tr(", "));
    if (counts.readWrong > 0)
        text += counts.readWrong == 1 ? tr("; one misread") : tr("; %1 misread").arg(counts.readWrong);
    m_counts->setText(text);
    m_export->setEnabled(!tiles.empty());
    m_canLearn = counts.all > counts.unlabelled;
    m_learn->setEnabled(m_canLearn && !m_progress->isVisibleTo(this));
    showSelection();
}

void MyDigitsPanel::fillFilter(const DigitCounts& counts)
{
    const DigitFilter chosen = filter();
    const QSignalBlocker quiet(m_filter);
    m_filter->clear();
    for (const DigitFilter& one : allFilters()) {
        const bool isAlways = one.kind != DigitFilter::Kind::Unlabelled && one.kind != DigitFilter::Kind::NoDigit;
        if (!isAlways && counts.of(one) == 0 && one != chosen)
            continue;
        m_filter->addItem(tr("%1 (%2)").arg(nameOf(one)).arg(counts.of(one)), QVariantList{int(one.kind), one.digit});
        if (one == chosen)
            m_filter->setCurrentIndex(m_filter->count() - 1);
    }
}

DigitFilter MyDigitsPanel::filter() const
{
    const QVariantList chosen = m_filter->currentData().toList();
    if (chosen.size() < 2)
        return {};
    return {DigitFilter::Kind(chosen[0].toInt()), chosen[1].toInt()};
}

void MyDigitsPanel::setUndo(bool canUndo, bool canRedo)
{
    m_undo->setEnabled(canUndo);
    m_redo->setEnabled(canRedo);
}

QString MyDigitsPanel::writer() const
{
    return m_writer->text().trimmed();
}

void MyDigitsPanel::setWriter(const QString& writer)
{
    m_writer->setText(writer);
}

void MyDigitsPanel::setProgress(const QString& text, double share)
{
    const bool isLearning = !text.isEmpty();
    // A button that is disabled, or goes, would hand the keys to whatever comes next: to Import….
    const bool hadKeys = isLearning ? m_learn->hasFocus() : m_cancel->hasFocus();
    if (isLearning)
        m_progress->show();
    else
        m_learn->setEnabled(m_canLearn);
    if (hadKeys)
        (isLearning ? m_cancel : m_learn)->setFocus();
    if (isLearning)
        m_learn->setEnabled(false);
    else
        m_progress->hide();
    m_progressText->setText(text);
    m_progressBar->setValue(int(1000 * std::clamp(share, 0.0, 1.0)));
}

void MyDigitsPanel::setOutcome(const FineTuningOutcome& outcome)
{
    m_report->setOutcome(outcome);
    m_report->show();
}

void MyDigitsPanel::clearOutcome()
{
    m_report->hide();
}

void MyDigitsPanel::showSelection()
{
    const bool isAny = !m_grid->selectedItems().isEmpty();
    m_label->setEnabled(isAny);
    m_delete->setEnabled(isAny);
}

void MyDigitsPanel::relabel(std::optional<int> label)
{
    if (const auto ids = m_grid->selectedIds(); !ids.empty())
        emit relabelRequested(ids, label);
}

void MyDigitsPanel::remove()
{
    if (const auto ids = m_grid->selectedIds(); !ids.empty())
        emit deleteRequested(ids);
}
