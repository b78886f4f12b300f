#include "ui/panels/join_dialog.h"

#include "ui/fields/setting_fields.h"
#include "ui/fields/tab_stops.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace {

using Test = JoinedPart::Test;

constexpr int mostMadeSamples = 1'000'000;
constexpr int mostTimes = 100;
constexpr int mostJudges = 10'000'000;
constexpr int tallestTable = 300; // pixels; more parts scroll

JoinedPart mnistPart()
{
    return {.kind = JoinedPart::Kind::Pictures, .title = JoinDialog::tr("MNIST"), .source = QStringLiteral("mnist")};
}

JoinedPart madeDigits()
{
    return {.kind = JoinedPart::Kind::Made, .title = JoinDialog::tr("Synthetic digits"), .source = QStringLiteral("synthetic")};
}

JoinedPart madeScribbles()
{
    return {.kind = JoinedPart::Kind::Made, .title = JoinDialog::tr("Non-digits"), .source = QStringLiteral("nondigits")};
}

/// Around each of what stands between commas.
QString withoutBlanks(const QString& list)
{
    QStringList entries = list.split(QLatin1Char(','));
    for (QString& entry : entries)
        entry = entry.trimmed();
    return entries.join(QLatin1Char(','));
}

std::vector<std::pair<Test, QString>> testsOf(JoinedPart::Kind kind)
{
    if (kind == JoinedPart::Kind::Drawings)
        return {{Test::Usual, JoinDialog::tr("a fifth of the writers, if nothing else is")},
                {Test::Writers, JoinDialog::tr("the writers …")},
                {Test::Last, JoinDialog::tr("the last …")},
                {Test::All, JoinDialog::tr("all of it")},
                {Test::None, JoinDialog::tr("none of it")}};
    return {{Test::Usual, JoinDialog::tr("its own test data")},
            {Test::Last, JoinDialog::tr("the last … of its training data")},
            {Test::All, JoinDialog::tr("all of it")},
            {Test::None, JoinDialog::tr("none of it")}};
}

} // namespace

QString JoinedPart::text() const
{
    QString words = source;
    if (kind == Kind::Made)
        words += QStringLiteral(":%1").arg(count);
    switch (test) {
    case Test::Usual:
        break;
    case Test::None:
        words += QStringLiteral("[test=none]");
        break;
    case Test::All:
        words += QStringLiteral("[test=all]");
        break;
    case Test::Last:
        words += QStringLiteral("[test=last%1]").arg(last);
        break;
    case Test::Writers:
        words += QStringLiteral("[test=%1]").arg(withoutBlanks(writers));
        break;
    }
    return times > 1 ? words + QStringLiteral("*%1").arg(times) : words;
}

JoinDialog::JoinDialog(std::vector<JoinedPart> parts, std::function<QString(const QString&)> problemOf, QWidget* parent)
    : QDialog(parent)
    , m_problemOf(std::move(problemOf))
    , m_parts(std::move(parts))
    , m_area(new QScrollArea(this))
    , m_sum(new QLineEdit(this))
    , m_problem(new QLabel(this))
{
    setWindowTitle(tr("Join data"));
    setMinimumWidth(760);
    auto* help = new QLabel(tr("Makes one data set of several. The network learns from all of them, each as many times "
                               "as you choose; what is test data you choose for each."),
                            this);
    help->setWordWrap(true);
    help->setProperty("muted", true);
    auto* said = new QLabel(tr("On the command line, after --data, in quotation marks"), this);
    said->setProperty("muted", true);
    said->setBuddy(m_sum);
    m_sum->setObjectName(QStringLiteral("sum"));
    m_sum->setAccessibleName(tr("Text for the command line"));
    m_sum->setReadOnly(true);
    m_problem->setObjectName(QStringLiteral("joinProblem"));
    m_problem->setProperty("error", true);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_problem->setMinimumHeight(2 * m_problem->fontMetrics().lineSpacing()); // nothing moves when it comes
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setStyleSheet(QStringLiteral("QScrollArea { border: none; }")); // it takes no focus to be shown
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->viewport()->setAutoFillBackground(false);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_join = buttons->addButton(tr("Join"), QDialogButtonBox::AcceptRole);
    m_join->setObjectName(QStringLiteral("join"));
    for (QAbstractButton* button : buttons->buttons())
        button->setIcon({});
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    for (QWidget* part : std::initializer_list<QWidget*>{help, buildAdding(), m_area, said, m_sum, m_problem, buttons})
        column->addWidget(part);
    column->setStretchFactor(m_area, 1);
    m_join->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showParts();
    findChild<QWidget*>(QStringLiteral("addMnist"))->setFocus();
}

/// As the eye reads it.
bool JoinDialog::focusNextPrevChild(bool next)
{
    return moveFocus(*this, next);
}

QWidget* JoinDialog::buildAdding()
{
    auto* adding = new QWidget(this);
    auto* row = new QHBoxLayout(adding);
    row->setContentsMargins({});
    row->addWidget(new QLabel(tr("Add"), adding));
    const auto addButton = [&](const char* name, const QString& text, auto run) {
        auto* button = new QPushButton(text, adding);
        button->setObjectName(QLatin1String(name));
        button->setAutoDefault(true); // Enter presses it while it has the focus
        connect(button, &QPushButton::clicked, this, run);
        row->addWidget(button);
    };
    addButton("addMnist", tr("MNIST"), [this] { add(mnistPart()); });
    addButton("addMade", tr("Synthetic digits"), [this] { add(madeDigits()); });
    addButton("addScribbles", tr("Non-digits"), [this] { add(madeScribbles()); });
    addButton("addDrawings", tr("Drawings…"), [this] { addDrawings(); });
    addButton("addFolder", tr("A folder…"), [this] { addFolder(); });
    row->addStretch();
    return adding;
}

void JoinDialog::addFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("A folder with four IDX files"));
    if (!folder.isEmpty())
        add({.kind = JoinedPart::Kind::Pictures, .title = QFileInfo(folder).fileName(), .source = folder});
}

void JoinDialog::addDrawings()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Drawings, one a line"), {}, tr("Drawings (*.jsonl)"));
    if (!file.isEmpty())
        add({.kind = JoinedPart::Kind::Drawings, .title = QFileInfo(file).fileName(), .source = file});
}

void JoinDialog::add(const JoinedPart& part)
{
    m_parts.push_back(part);
    showParts();
}

void JoinDialog::showParts()
{
    if (QWidget* before = m_area->takeWidget())
        before->deleteLater(); // it may be one of its buttons that was pressed
    m_table = new QWidget;
    m_table->setObjectName(QStringLiteral("parts"));
    m_grid = new QGridLayout(m_table);
    m_grid->setContentsMargins(0, 4, 0, 8);
    m_grid->setHorizontalSpacing(10);
    m_grid->setColumnStretch(0, 1);
    int column = 0;
    for (const QString& heading : {tr("Data"), tr("How many"), tr("Times"), tr("Test data")}) {
        auto* label = new QLabel(heading, m_table);
        label->setProperty("muted", true);
        m_grid->addWidget(label, 0, column++);
    }
    for (int row = 0; row < int(m_parts.size()); ++row)
        addRow(row);
    m_grid->setRowStretch(int(m_parts.size()) + 1, 1);
    m_area->setWidget(m_table);
    m_table->setAutoFillBackground(false);
    fitTable();
    QMetaObject::invokeMethod(m_table, [this] { fitTable(); }, Qt::QueuedConnection); // its fields know their height only then
    showSum();
}

void JoinDialog::fitTable()
{
    m_area->setMinimumHeight(std::min(m_grid->totalMinimumSize().height(), scaled(tallestTable)));
}

void JoinDialog::addRow(int row)
{
    JoinedPart& part = m_parts[std::size_t(row)];
    auto* title = new QLabel(part.title, m_table);
    title->setTextFormat(Qt::PlainText);
    title->setToolTip(part.source);
    auto* times = new CountField(m_table);
    times->setObjectName(QStringLiteral("times"));
    times->setAccessibleName(tr("How many times each sample of %1 is used in an epoch").arg(part.title));
    times->setToolTip(times->accessibleName());
    times->setRange(1, mostTimes);
    times->setSuffix(QStringLiteral(" ×"));
    times->setValue(part.times);
    connect(times, &QSpinBox::valueChanged, this, [this, row](int value) {
        m_parts[std::size_t(row)].times = value;
        showSum();
    });
    auto* remove = new QToolButton(m_table);
    remove->setObjectName(QStringLiteral("remove"));
    remove->setIcon(icon(Icon::Close));
    remove->setToolTip(tr("Remove %1").arg(part.title));
    remove->setAccessibleName(remove->toolTip());
    connect(remove, &QToolButton::clicked, this, [this, row] { this->remove(row); });
    int column = 0;
    for (QWidget* field : {static_cast<QWidget*>(title), countOf(row), static_cast<QWidget*>(times), testOf(row),
                           static_cast<QWidget*>(remove)})
        m_grid->addWidget(field, row + 1, column++);
}

void JoinDialog::remove(int row)
{
    const bool hadFocus = m_table->isAncestorOf(focusWidget());
    m_parts.erase(m_parts.begin() + row);
    showParts();
    if (!hadFocus)
        return;
    const auto others = m_table->findChildren<QToolButton*>(QStringLiteral("remove"));
    QWidget* next = others.isEmpty() ? findChild<QWidget*>(QStringLiteral("addMnist")) : others[std::min<qsizetype>(row, others.size() - 1)];
    next->setFocus();
}

QWidget* JoinDialog::countOf(int row)
{
    JoinedPart& part = m_parts[std::size_t(row)];
    if (part.kind != JoinedPart::Kind::Made)
        return new QLabel(tr("all"), m_table);
    auto* count = new CountField(m_table);
    count->setObjectName(QStringLiteral("count"));
    count->setAccessibleName(tr("How many the program makes"));
    count->setRange(1, mostMadeSamples);
    count->setSingleStep(1000);
    count->setValue(part.count);
    connect(count, &QSpinBox::valueChanged, this, [this, row](int value) {
        m_parts[std::size_t(row)].count = value;
        showSum();
    });
    return count;
}

QWidget* JoinDialog::testOf(int row)
{
    JoinedPart& part = m_parts[std::size_t(row)];
    if (part.kind == JoinedPart::Kind::Made)
        return new QLabel(tr("only if nothing else is"), m_table);
    auto* both = new QWidget(m_table);
    auto* line = new QHBoxLayout(both);
    line->setContentsMargins({});
    auto* choice = new ChoiceField(both);
    choice->setObjectName(QStringLiteral("test"));
    choice->setAccessibleName(tr("What of %1 is test data").arg(part.title));
    choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const auto& [test, words] : testsOf(part.kind))
        choice->addItem(words, int(test));
    choice->setCurrentIndex(choice->findData(int(part.test)));
    auto* last = new CountField(both);
    last->setObjectName(QStringLiteral("last"));
    last->setAccessibleName(tr("How many of the last"));
    last->setRange(1, mostJudges);
    last->setSingleStep(1000);
    last->setValue(part.last);
    auto* writers = new QLineEdit(part.writers, both);
    writers->setObjectName(QStringLiteral("writers"));
    writers->setAccessibleName(tr("Which writers"));
    writers->setFixedWidth(writers->fontMetrics().averageCharWidth() * 14);
    writers->setPlaceholderText(QStringLiteral("23-30, anna"));
    const auto showTested = [last, writers](Test test) {
        last->setVisible(test == Test::Last);
        writers->setVisible(test == Test::Writers);
    };
    showTested(part.test);
    for (QWidget* field : {static_cast<QWidget*>(choice), static_cast<QWidget*>(last), static_cast<QWidget*>(writers)})
        line->addWidget(field);
    line->addStretch();
    connect(choice, &QComboBox::currentIndexChanged, this, [this, row, choice, showTested] {
        const auto test = Test(choice->currentData().toInt());
        m_parts[std::size_t(row)].test = test;
        showTested(test);
        showSum();
    });
    connect(last, &QSpinBox::valueChanged, this, [this, row](int value) {
        m_parts[std::size_t(row)].last = value;
        showSum();
    });
    connect(writers, &QLineEdit::textChanged, this, [this, row](const QString& text) {
        m_parts[std::size_t(row)].writers = text;
        showSum();
    });
    return both;
}

QString JoinDialog::sum() const
{
    QStringList texts;
    for (const JoinedPart& part : m_parts)
        texts << part.text();
    return texts.join(QLatin1Char('+'));
}

QString JoinDialog::problem() const
{
    if (m_parts.empty())
        return tr("Add at least one source.");
    for (const JoinedPart& part : m_parts)
        if (part.test == Test::Writers && part.writers.trimmed().isEmpty())
            return tr("Write which writers of %1 are test data: by number, 23-30, or by name.").arg(part.title);
    return m_problemOf(sum());
}

void JoinDialog::showSum()
{
    m_sum->setText(sum());
    m_sum->setCursorPosition(0);
    const QString problem = this->problem();
    m_problem->setText(problem);
    m_join->setEnabled(problem.isEmpty());
}
