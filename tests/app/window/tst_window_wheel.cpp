#include "tests/app/window/window_test.h"
#include "tests/registered_test.h"
#include "tests/turned_wheel.h"
#include "ui/fields/foldable_group.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QScrollBar>
#include <QSlider>
#include <QTabBar>

namespace {

/// What a person has chosen, by the widget that shows it.
QHash<const QWidget*, QVariant> choices(const QWidget& window)
{
    QHash<const QWidget*, QVariant> all;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (const auto* combo = qobject_cast<const QComboBox*>(widget))
            all[widget] = combo->currentIndex();
        else if (const auto* line = qobject_cast<const QLineEdit*>(widget)) // a spin box has one, too
            all[widget] = line->text();
        else if (const auto* slider = qobject_cast<const QSlider*>(widget))
            all[widget] = slider->value();
        else if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            all[widget] = button->isChecked();
        else if (const auto* tabs = qobject_cast<const QTabBar*>(widget))
            all[widget] = tabs->currentIndex();
    }
    return all;
}

} // namespace

class WindowWheelTest : public WindowTest
{
    Q_OBJECT

private slots:
    void changesNothingOverAnyWidget_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::addRow("digits") << QStringLiteral("mlp-16-16");
        QTest::addRow("a picture to squeeze") << QStringLiteral("autoencoder");
        QTest::addRow("points of a plane") << QStringLiteral("xor");
    }

    void changesNothingOverAnyWidget()
    {
        QFETCH(QString, preset);
        m_open->session().commands.run(QStringLiteral("preset.") + preset);
        QTRY_COMPARE(QString::fromStdString(m_open->state().recipe.name), preset);
        for (FoldableGroup* group : m_open->window.findChildren<FoldableGroup*>())
            group->setOpen(true);
        int combos = 0, numbers = 0, sliders = 0;
        for (const QDockWidget* dock : m_open->window.findChildren<QDockWidget*>()) {
            m_open->session().commands.run(QStringLiteral("view.") + dock->objectName());
            QTRY_VERIFY(!dock->visibleRegion().isEmpty());
            const auto network = m_open->state().network;
            const engine::Recipe recipe = m_open->state().recipe;
            for (QWidget* widget : m_open->window.findChildren<QWidget*>()) {
                const QRegion seen = widget->visibleRegion();
                if (seen.isEmpty())
                    continue;
                combos += qobject_cast<QComboBox*>(widget) != nullptr;
                numbers += qobject_cast<QAbstractSpinBox*>(widget) != nullptr;
                sliders += qobject_cast<QSlider*>(widget) != nullptr;
                const auto before = choices(m_open->window);
                const QWidget* focus = QApplication::focusWidget();
                for (const int clicks : {1, -1})
                    turnWheelOver(*widget, seen.begin()->center(), clicks);
                const QString what = QStringLiteral("%1 %2 in %3").arg(QString::fromLatin1(widget->metaObject()->className()),
                                                                       widget->objectName(), dock->objectName());
                QVERIFY2(choices(m_open->window) == before, qPrintable(what));
                QVERIFY2(QApplication::focusWidget() == focus, qPrintable(what));
            }
            QCOMPARE(m_open->state().network, network);
            QVERIFY(m_open->state().recipe == recipe);
        }
        QVERIFY(combos > 5);
        QVERIFY(numbers > 0);
        QVERIFY(sliders > 2);
    }
};

const RegisteredTest<WindowWheelTest, QApplication> registeredWindowWheelTest;
#include "tst_window_wheel.moc"
