#include "app/views/settings/setting_row.h"

#include "ui/style/icons.h"

#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

namespace {

constexpr int titleWidth = 22; ///< in characters

} // namespace

QToolButton* makeResetButton(const QString& of, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QStringLiteral("reset"));
    button->setIcon(icon(Icon::Reset));
    button->setToolTip(SettingRow::tr("Back to the default"));
    button->setAccessibleName(SettingRow::tr("Default of %1").arg(of));
    QSizePolicy keepsItsPlace = button->sizePolicy();
    keepsItsPlace.setRetainSizeWhenHidden(true);
    button->setSizePolicy(keepsItsPlace);
    return button;
}

SettingRow::SettingRow(const QString& title, const QString& help, QWidget* field, QWidget* parent)
    : QWidget(parent)
    , m_reset(makeResetButton(title, this))
    , m_problem(new QLabel(this))
{
    auto* name = new QLabel(title, this);
    name->setBuddy(field);
    name->setFixedWidth(titleWidth * fontMetrics().averageCharWidth());
    name->setWordWrap(true);
    auto* words = new QLabel(help, this);
    words->setProperty("muted", true);
    words->setWordWrap(true);
    field->setParent(this);
    m_problem->setProperty("error", true);
    m_problem->setWordWrap(true);
    m_problem->hide();

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 4, 0, 4);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    grid->addWidget(name, 0, 0);
    const bool isLine = field->layout() && field->layout()->expandingDirections() & Qt::Horizontal;
    grid->addWidget(field, 0, 1, isLine ? Qt::Alignment() : Qt::AlignLeft);
    grid->addWidget(m_reset, 0, 2);
    grid->addWidget(words, 1, 1, 1, 2);
    grid->addWidget(m_problem, 2, 1, 1, 2);
    grid->setColumnStretch(1, 1);
    connect(m_reset, &QToolButton::clicked, this, &SettingRow::resetRequested);
}

void SettingRow::setInitial(bool isInitial)
{
    m_reset->setVisible(!isInitial);
}

void SettingRow::setProblem(const QString& sentence)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
}
