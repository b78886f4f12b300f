#include "app/views/settings/setting_row.h"

#include "ui/style/icons.h"

#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

namespace {

constexpr int titleWidth = 22; ///< in characters

} // namespace

SettingRow::SettingRow(const QString& title, const QString& help, QWidget* field, QWidget* parent)
    : QWidget(parent)
    , m_reset(new QToolButton(this))
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
    field->setAccessibleName(title);
    field->setAccessibleDescription(help);
    m_reset->setObjectName(QStringLiteral("reset"));
    m_reset->setIcon(icon(Icon::Reset));
    m_reset->setToolTip(tr("Back to the default"));
    m_reset->setAccessibleName(tr("Default of %1").arg(title));
    QSizePolicy keepsItsPlace = m_reset->sizePolicy();
    keepsItsPlace.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(keepsItsPlace);
    m_problem->setProperty("error", true);
    m_problem->setWordWrap(true);
    m_problem->hide();

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 4, 0, 4);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    grid->addWidget(name, 0, 0);
    grid->addWidget(field, 0, 1, Qt::AlignLeft);
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
