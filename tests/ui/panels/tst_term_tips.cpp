#include "ui/panels/term_tips.h"
#include "tests/registered_test.h"
#include "ui/style/elided_label.h"

#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <QToolTip>
#include <QVBoxLayout>

namespace {

/// A glossary of two words.
QString explain(const QString& text, const QString& toolTip)
{
    QString words;
    if (text.contains(QStringLiteral("Epoch"), Qt::CaseInsensitive) && !toolTip.contains(QStringLiteral("once through")))
        words += QStringLiteral("<p>Epoch: once through</p>");
    if (text.contains(QStringLiteral("Adam")))
        words += QStringLiteral("<p>Adam: an optimiser</p>");
    return words;
}

/// A canvas that paints its headings.
class Painted : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;
    Q_INVOKABLE QString headingAt(QPoint position) const { return position.x() < 10 ? QStringLiteral("Epoch") : QString(); }
    Q_INVOKABLE QString tipAt(QPoint position) const { return QStringLiteral("at %1").arg(position.x()); }
};

} // namespace

class TermTipsTest : public QObject
{
    Q_OBJECT

private slots:
    void explainsWhatALabelNames()
    {
        QLabel label(QStringLiteral("<b>Epochs</b>"));
        QVERIFY(tipOf(label).contains(QStringLiteral("once through")));
    }

    void standsBeneathTheTipThatIsThereAnyway()
    {
        QPushButton button(QStringLiteral("&Epoch"));
        button.setToolTip(QStringLiteral("Train for one (Shift+S) <"));
        const QString tip = tipOf(button);
        QVERIFY2(tip.indexOf(QStringLiteral("Train for one (Shift+S) &lt;")) < tip.indexOf(QStringLiteral("once through")), qPrintable(tip));
        QVERIFY(tip.contains(QStringLiteral("Shift+S")));
    }

    void leavesOtherTipsAlone()
    {
        QPushButton other(QStringLiteral("Undo"));
        other.setToolTip(QStringLiteral("Brings it back"));
        QCOMPARE(tipOf(other), QStringLiteral("Brings it back"));
        QPushButton said(QStringLiteral("Epoch"));
        said.setToolTip(QStringLiteral("once through"));
        QCOMPARE(tipOf(said), QStringLiteral("once through"));
    }

    void namesAFieldByItsAccessibleName()
    {
        QSpinBox epochs;
        epochs.setAccessibleName(QStringLiteral("Epochs"));
        epochs.setToolTip(QStringLiteral("How many"));
        const QString tip = tipOf(*epochs.findChild<QLineEdit*>()); // which is what lies under the pointer
        QVERIFY(tip.contains(QStringLiteral("once through")) && tip.contains(QStringLiteral("How many")));
        QVERIFY(tipOf(*new QWidget(&epochs)).contains(QStringLiteral("once through")));
    }

    void namesWhatIsChosenAndEveryItem()
    {
        QComboBox box;
        box.addItems({QStringLiteral("SGD"), QStringLiteral("Adam")});
        box.setCurrentIndex(1);
        QVERIFY(tipOf(box).contains(QStringLiteral("an optimiser")));
        QListWidget list;
        list.addItems({QStringLiteral("SGD"), QStringLiteral("Adam")});
        list.resize(100, 100);
        list.item(1)->setToolTip(QStringLiteral("A good choice"));
        const QPoint middle = list.visualItemRect(list.item(1)).center();
        const QString tip = tipOf(*list.viewport(), middle);
        QVERIFY(tip.contains(QStringLiteral("A good choice")) && tip.contains(QStringLiteral("an optimiser")));
        QVERIFY(!tipOf(*list.viewport(), list.visualItemRect(list.item(0)).center()).contains(QStringLiteral("optimiser")));
    }

    void namesColumnsAndPaintedHeadings()
    {
        QTableWidget table(1, 2);
        table.setHorizontalHeaderLabels({QStringLiteral("Time"), QStringLiteral("Epoch")});
        QHeaderView& header = *table.horizontalHeader();
        QVERIFY(tipOf(*header.viewport(), QPoint(header.sectionViewportPosition(1) + 3, 3)).contains(QStringLiteral("once through")));
        Painted painted;
        QVERIFY(tipOf(painted, {5, 5}).contains(QStringLiteral("once through")));
        QVERIFY(tipOf(painted, {5, 5}).contains(QStringLiteral("at 5")));
        QVERIFY(tipOf(painted, {50, 5}).isEmpty());
    }

    void aLongTipIsBrokenIntoLines()
    {
        QPushButton button(QStringLiteral("Undo"));
        button.setToolTip(QStringLiteral("Brings it back & back. ").repeated(8));
        const QString tip = tipOf(button);
        QVERIFY2(Qt::mightBeRichText(tip), qPrintable(tip));
        QVERIFY(tip.contains(QStringLiteral("back &amp; back")));
    }

    void explainsALabelThatMayBeCutShort()
    {
        ElidedLabel label(QStringLiteral("Epochs 12"));
        label.setToolTip(QStringLiteral("How many"));
        label.resize(300, 20);
        const QString tip = tipOf(label);
        QVERIFY2(tip.contains(QStringLiteral("How many")) && tip.contains(QStringLiteral("once through")), qPrintable(tip));
        QVERIFY(!tip.contains(QStringLiteral("Epochs 12"))); // it stands there whole
    }

    void aParagraphIsReadAndNotLookedUp()
    {
        QLabel label(QStringLiteral("Epoch ").repeated(30));
        QVERIFY(tipOf(label).isEmpty());
    }

private:
    static QString tipOf(QWidget& widget, QPoint position = {5, 5})
    {
        QToolTip::hideText(); // by and by
        if (!QTest::qWaitFor([] { return !QToolTip::isVisible(); }))
            return QStringLiteral("the one before");
        QHelpEvent event(QEvent::ToolTip, position, widget.mapToGlobal(position));
        QApplication::sendEvent(&widget, &event);
        return QToolTip::isVisible() ? QToolTip::text() : QString();
    }

    TermTips m_tips{explain, nullptr};
};

const RegisteredTest<TermTipsTest, QApplication> registeredTermTipsTest;
#include "tst_term_tips.moc"
