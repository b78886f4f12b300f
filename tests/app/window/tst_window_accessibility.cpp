#include "app/views/all_views.h"
#include "tests/app/window/window_test.h"
#include "tests/registered_test.h"
#include "ui/fields/foldable_group.h"
#include "ui/pad/probability_bars.h"
#include "ui/style/announcement.h"

#include <QAccessible>
#include <QDockWidget>
#include <QRegularExpression>
#include <QSignalSpy>

#include <functional>

namespace {

using Role = QAccessible::Role;

QString inWords(const QAccessibleInterface& accessible)
{
    QString words = QStringLiteral("%1 \"%2\"").arg(int(accessible.role())).arg(accessible.text(QAccessible::Name));
    for (const QObject* object = accessible.object(); object; object = object->parent())
        words += QStringLiteral(" / %1 %2").arg(QLatin1String(object->metaObject()->className()), object->objectName());
    return words;
}

/// Of what is drawn: what it says in words.
bool isPicture(Role role)
{
    return role == QAccessible::Canvas || role == QAccessible::Graphic || role == QAccessible::Chart;
}

bool hasText(QAccessibleInterface& accessible, QAccessible::Text kind)
{
    return !accessible.text(kind).trimmed().isEmpty();
}

/// What it is at: a number, a text, on or off, or a picture told in words.
bool hasValue(QAccessibleInterface& accessible)
{
    const Role role = accessible.role();
    if (role == QAccessible::SpinBox || role == QAccessible::Slider || role == QAccessible::ProgressBar)
        return accessible.valueInterface() && accessible.valueInterface()->currentValue().isValid();
    if (role == QAccessible::EditableText)
        return accessible.textInterface() != nullptr;
    if (role == QAccessible::ComboBox)
        return accessible.childCount() == 0 || hasText(accessible, QAccessible::Value) || hasText(accessible, QAccessible::Name);
    if (role == QAccessible::CheckBox || role == QAccessible::RadioButton)
        return accessible.state().checkable;
    if (isPicture(role))
        return hasText(accessible, QAccessible::Value) || hasText(accessible, QAccessible::Description);
    return true;
}

/// Empty: it is as it should be.
QString faultOf(QAccessibleInterface& accessible)
{
    // A sign is no name: "▶".
    if (!accessible.text(QAccessible::Name).contains(QRegularExpression(QStringLiteral("[\\w]"), QRegularExpression::UseUnicodePropertiesOption)))
        return QStringLiteral("no name: ") + inWords(accessible);
    if (accessible.role() == QAccessible::NoRole || accessible.role() == QAccessible::Client) // Client: Qt knows no more than that it is there
        return QStringLiteral("no role: ") + inWords(accessible);
    return hasValue(accessible) ? QString() : QStringLiteral("no value: ") + inWords(accessible);
}

/// All that is in sight, from the window on.
void visit(QAccessibleInterface& accessible, const std::function<void(QAccessibleInterface&)>& look)
{
    if (accessible.state().invisible)
        return;
    look(accessible);
    for (int i = 0; i < accessible.childCount(); ++i)
        if (QAccessibleInterface* child = accessible.child(i))
            visit(*child, look);
}

} // namespace

/// What a screen reader is told.
class WindowAccessibilityTest : public WindowTest
{
    Q_OBJECT

private slots:
    void everyControlHasNameRoleAndValue_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("preset"); // empty: the one in use
        for (const ViewInfo& view : allViews())
            QTest::addRow("%s", qPrintable(view.id)) << view.id << QString();
        for (const auto& [page, preset] : {std::pair("toy", "xor"), std::pair("inside", "xor"), std::pair("pad", "xor"), std::pair("generate", "autoencoder"),
                                           std::pair("generate", "dbn"), std::pair("inside", "lstm-rows"), std::pair("weights", "cnn-2")})
            QTest::addRow("%s of %s", page, preset) << QString::fromLatin1(page) << QString::fromLatin1(preset);
    }

    void everyControlHasNameRoleAndValue()
    {
        QFETCH(QString, page);
        QFETCH(QString, preset);
        if (!preset.isEmpty())
            QVERIFY(m_open->session().commands.run(QStringLiteral("preset.") + preset));
        QVERIFY(m_open->session().commands.run(QStringLiteral("view.") + page));
        auto* dock = m_open->window.findChild<QDockWidget*>(page);
        QVERIFY(dock);
        QTRY_VERIFY(!dock->visibleRegion().isEmpty());
        for (FoldableGroup* group : dock->findChildren<FoldableGroup*>())
            group->setOpen(true);
        QStringList faults;
        int controls = 0;
        visit(*QAccessible::queryAccessibleInterface(&m_open->window), [&](QAccessibleInterface& accessible) {
            if (!accessible.state().focusable || accessible.object() == &m_open->window)
                return;
            ++controls;
            if (const QString fault = faultOf(accessible); !fault.isEmpty())
                qWarning("%s", qPrintable(*faults.insert(faults.end(), fault))); // a message of QVERIFY2() has an end
        });
        QVERIFY(controls > 20);
        QCOMPARE(faults.size(), 0);
    }

    void theVerdictIsToldWhenItRests()
    {
        QSignalSpy spoken(m_open->part<ProbabilityBars>().findChild<Announcement*>(), &Announcement::spoken);
        QVERIFY(spoken.isValid());
        m_open->session().pad.setStrokes({{{8, 6}, {20, 6}, {12, 22}}});
        QTRY_COMPARE_WITH_TIMEOUT(spoken.size(), 1, 30'000);
        QCOMPARE(spoken[0][0].toString(), QStringLiteral("Random guess: this network has not been trained"));
    }
};

const RegisteredTest<WindowAccessibilityTest, QApplication> registeredWindowAccessibilityTest;
#include "tst_window_accessibility.moc"
