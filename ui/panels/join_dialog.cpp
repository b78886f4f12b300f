#include "ui/panels/join_dialog.h"

#include "ui/fields/setting_fields.h"
#include "ui/style/icons.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace {

using Test = JoinedPart::Test;

constexpr int mostMadeSamples = 1'000'000;
constexpr int mostTimes = 100;

JoinedPart mnistPart()
{
    return {.kind = JoinedPart::Kind::Pictures, .title = JoinDialog::tr("MNIST"), .source = QStringLiteral("mnist")};
}

JoinedPart madeDigits()
{
    return {.kind = JoinedPart::Kind::Made, .title = JoinDialog::tr("Digits that the program makes"), .source = QStringLiteral("synthetic")};
}

JoinedPart madeScribbles()
{
    return {.kind = JoinedPart::Kind::Made, .title = JoinDialog::tr("Scribbles that are no digit"), .source = QStringLiteral("nondigits")};
}

std::vector<std::pair<Test, QString>> testsOf(JoinedPart::Kind kind)
{
    if (kind == JoinedPart::Kind::Drawings)
        return {{Test::Usual, JoinDialog::tr("a fifth of the writers, if nothing else")},
                {Test::Writers, JoinDialog::tr("the writers …")},
                {Test::Last, JoinDialog::tr("the last …")},
                {Test::All, JoinDialog::tr("all of it")},
                {Test::None, JoinDialog::tr("none of it")}};
    return {{Test::Usual, JoinDialog::tr("its own test part")},
            {Test::Last, JoinDialog::tr("the last … of the rest")},
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
        words += QStringLiteral("[test=last%1]").arg(tested.trimmed());
        break;
    case Test::Writers:
        words += QStringLiteral("[test=%1]").arg(tested.trimmed());
        break;
    }
    return times > 1 ? words + QStringLiteral("*%1").arg(times) : words;
}

JoinDialog::JoinDialog(std::vector<JoinedPart> parts, std::function<QString(const QString&)> problemOf, QWidget* parent)
    : QDialog(parent)
    , m_problemOf(std::move(problemOf))
    , m_parts(std::move(parts))
    , m_sum(new QLineEdit(this))
    , m_problem(new QLabel(this))
{
    setWindowTitle(tr("Join data"));
    setMinimumWidth(760);
    auto* help = new QLabel(tr("One data set out of several: what is learnt from is all of them, each sample as often as you say; "
                               "what it is judged by you choose part by part."),
                            this);
    help->setWordWrap(true);
    help->setProperty("muted", true);
    auto* said = new QLabel(tr("On the command line, behind --data"), this);
    said->setProperty("muted", true);
    said->setBuddy(m_sum);
    m_sum->setObjectName(QStringLiteral("sum"));
    m_sum->setAccessibleName(tr("Text for the command line"));
    m_sum->setReadOnly(true);
    m_problem->setObjectName(QStringLiteral("joinProblem"));
    m_problem->setProperty("error", true);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_join = buttons->addButton(tr("Join"), QDialogButtonBox::AcceptRole);
    m_join->setObjectName(QStringLiteral("join"));
    for (QAbstractButton* button : buttons->buttons())
        button->setIcon({});
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    for (QWidget* part : std::initializer_list<QWidget*>{help, buildAdding(), said, m_sum, m_problem, buttons})
        column->addWidget(part);
    column->insertStretch(2, 1);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showParts();
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
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, run);
        row->addWidget(button);
    };
    addButton("addMnist", tr("MNIST"), [this] { add(mnistPart()); });
    addButton("addMade", tr("Made digits"), [this] { add(madeDigits()); });
    addButton("addScribbles", tr("Scribbles"), [this] { add(madeScribbles()); });
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
    if (m_table)
        m_table->deleteLater(); // it may be one of its buttons that was pressed
    m_table = new QWidget(this);
    m_table->setObjectName(QStringLiteral("parts"));
    m_grid = new QGridLayout(m_table);
    m_grid->setContentsMargins(0, 4, 0, 8);
    m_grid->setHorizontalSpacing(10);
    m_grid->setColumnStretch(0, 1);
    int column = 0;
    for (const QString& heading : {tr("Data"), tr("How many"), tr("Times"), tr("Judged by")}) {
        auto* label = new QLabel(heading, m_table);
        label->setProperty("muted", true);
        m_grid->addWidget(label, 0, column++);
    }
    for (int row = 0; row < int(m_parts.size()); ++row)
        addRow(row);
    static_cast<QVBoxLayout*>(layout())->insertWidget(2, m_table);
    showSum();
}

void JoinDialog::addRow(int row)
{
    JoinedPart& part = m_parts[std::size_t(row)];
    auto* title = new QLabel(part.title, m_table);
    title->setTextFormat(Qt::PlainText);
    title->setToolTip(part.source);
    auto* times = new CountField(m_table);
    times->setObjectName(QStringLiteral("times"));
    times->setAccessibleName(tr("How often each sample of %1 counts").arg(part.title));
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
    remove->setToolTip(tr("Leave %1 out").arg(part.title));
    remove->setAccessibleName(remove->toolTip());
    connect(remove, &QToolButton::clicked, this, [this, row] {
        m_parts.erase(m_parts.begin() + row);
        showParts();
    });
    int column = 0;
    for (QWidget* field : {static_cast<QWidget*>(title), countOf(row), static_cast<QWidget*>(times), testOf(row),
                           static_cast<QWidget*>(remove)})
        m_grid->addWidget(field, row + 1, column++);
}

QWidget* JoinDialog::countOf(int row)
{
    JoinedPart& part = m_parts[std::size_t(row)];
    if (part.kind != JoinedPart::Kind::Made)
        return new QLabel(tr("all"), m_table);
    auto* count = new CountField(m_table);
    count->setObjectName(QStringLiteral("count"));
    count->setAccessibleName(tr("How many are made"));
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
    choice->setAccessibleName(tr("What of %1 the network is judged by").arg(part.title));
    choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const auto& [test, words] : testsOf(part.kind))
        choice->addItem(words, int(test));
    choice->setCurrentIndex(choice->findData(int(part.test)));
    auto* tested = new QLineEdit(part.tested, both);
    tested->setObjectName(QStringLiteral("tested"));
    tested->setAccessibleName(tr("How many, or who"));
    tested->setFixedWidth(tested->fontMetrics().averageCharWidth() * 14);
    const auto showTested = [tested](Test test) {
        tested->setVisible(test == Test::Last || test == Test::Writers);
        tested->setPlaceholderText(test == Test::Writers ? QStringLiteral("23-30, anna") : QStringLiteral("10000"));
    };
    showTested(part.test);
    line->addWidget(choice);
    line->addWidget(tested);
    line->addStretch();
    connect(choice, &QComboBox::currentIndexChanged, this, [this, row, choice, showTested] {
        const auto test = Test(choice->currentData().toInt());
        m_parts[std::size_t(row)].test = test;
        showTested(test);
        showSum();
    });
    connect(tested, &QLineEdit::textChanged, this, [this, row](const QString& text) {
        m_parts[std::size_t(row)].tested = text;
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

void JoinDialog::showSum()
{
    m_sum->setText(sum());
    m_sum->setCursorPosition(0);
    const QString problem = m_parts.empty() ? tr("Add at least one source.") : m_problemOf(sum());
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_join->setEnabled(problem.isEmpty());
}
