#include "tests/registered_test.h"
#include "tests/turned_wheel.h"
#include "ui/fields/real_field.h"
#include "ui/fields/scroll_wheel.h"
#include "ui/fields/setting_fields.h"

#include <QApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QTabBar>
#include <QVBoxLayout>

/// Fields in a panel that scrolls, some of them of Qt's own classes.
class ScrollWheelTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_area = std::make_unique<QScrollArea>();
        auto* panel = new QWidget;
        auto* column = new QVBoxLayout(panel);
        m_count = new CountField(panel);
        m_count->setValue(40);
        m_real = new RealField(panel);
        m_real->setRange(0, 100);
        m_real->setValue(10);
        m_choice = new ChoiceField(panel);
        m_plain = new QComboBox(panel);
        for (QComboBox* box : {static_cast<QComboBox*>(m_choice), m_plain}) {
            box->addItems({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
            box->setCurrentIndex(1);
        }
        m_slider = new QSlider(Qt::Horizontal, panel);
        m_slider->setValue(40);
        m_tabs = new QTabBar(panel);
        for (int i = 0; i < 3; ++i)
            m_tabs->addTab(QString::number(i));
        m_tabs->setCurrentIndex(1);
        for (QWidget* field : fields())
            column->addWidget(field);
        column->addSpacing(1000);
        m_area->setWidget(panel);
        m_area->setWidgetResizable(true);
        m_area->resize(300, 400);
        m_area->show();
        m_area->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_area.get()));
        m_area->setFocus();
    }

    void scrollsThePanelOverEveryField()
    {
        const QVariantList before = values();
        for (QWidget* field : fields()) {
            m_area->verticalScrollBar()->setValue(0);
            turnWheelOver(*field, field->rect().center(), -1);
            QVERIFY2(m_area->verticalScrollBar()->value() > 0, field->metaObject()->className());
            QCOMPARE(values(), before);
            QVERIFY2(m_area->hasFocus(), field->metaObject()->className());
        }
    }

    void aNumberThatIsBeingSetTakesIt()
    {
        for (QWidget* field : {static_cast<QWidget*>(m_count), static_cast<QWidget*>(m_real), static_cast<QWidget*>(m_slider)}) {
            const QVariantList before = values();
            field->setFocus();
            turnWheelOver(*field, field->rect().center(), 1);
            QVERIFY2(values() != before, field->metaObject()->className());
            QCOMPARE(m_area->verticalScrollBar()->value(), 0);
        }
    }

    void aClosedListNeverDoes()
    {
        for (QComboBox* box : {static_cast<QComboBox*>(m_choice), m_plain}) {
            box->setFocus();
            turnWheelOver(*box, box->rect().center(), 1);
            QCOMPARE(box->currentIndex(), 1);
        }
    }

private:
    QList<QWidget*> fields() const { return {m_count, m_real, m_choice, m_plain, m_slider, m_tabs}; }
    QVariantList values() const
    {
        return {m_count->value(), m_real->value(), m_choice->currentIndex(), m_plain->currentIndex(), m_slider->value(), m_tabs->currentIndex()};
    }

    ScrollWheel m_wheel{nullptr};
    std::unique_ptr<QScrollArea> m_area;
    CountField* m_count = nullptr;
    RealField* m_real = nullptr;
    ChoiceField* m_choice = nullptr;
    QComboBox* m_plain = nullptr;
    QSlider* m_slider = nullptr;
    QTabBar* m_tabs = nullptr;
};

const RegisteredTest<ScrollWheelTest, QApplication> registeredScrollWheelTest;
#include "tst_scroll_wheel.moc"
