#include "ui/pad/picture_view.h"

#include "tests/registered_test.h"

#include <QSignalSpy>
#include <QTest>

namespace {

bool isNear(const QRectF& a, const QRectF& b)
{
    constexpr double pixel = 0.011; // of the picture as it is shown here
    return std::abs(a.left() - b.left()) < pixel && std::abs(a.right() - b.right()) < pixel && std::abs(a.top() - b.top()) < pixel
        && std::abs(a.bottom() - b.bottom()) < pixel;
}

} // namespace

class PictureViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_view = std::make_unique<PictureView>();
        m_view->resize(204, 204);
        QImage picture(400, 200, QImage::Format_RGB32);
        picture.fill(Qt::white);
        m_view->setPicture(picture);
        m_view->show();
    }
    void cleanup() { m_view.reset(); }

    void aDragDrawsAFrame()
    {
        QSignalSpy chosen(m_view.get(), &PictureView::cropChosen);
        drag({0.01, 0.01}, {0.4, 0.9}); // from the picture's own corner, which is no handle
        QVERIFY(isNear(m_view->crop(), QRectF(0.01, 0.01, 0.39, 0.89)));
        m_view->setCrop({0, 0, 1, 1}, false);
        chosen.clear();
        drag({0.25, 0.2}, {0.75, 0.8});
        QVERIFY(chosen.count() >= 2); // with every move
        QVERIFY(isNear(chosen.last().first().toRectF(), QRectF(0.25, 0.2, 0.5, 0.6)));
        QVERIFY(m_view->isCropChosen());
        drag({0.9, 0.9}, {0.8, 0.1}); // elsewhere, and backwards: another
        QVERIFY(isNear(m_view->crop(), QRectF(0.8, 0.1, 0.1, 0.8)));
        drag({0.5, 0.5}, {7, 7}); // to beyond the picture
        QVERIFY(isNear(m_view->crop(), QRectF(0.5, 0.5, 0.5, 0.5)));
    }

    void anEdgeACornerAndAllOfItCanBeDragged()
    {
        m_view->setCrop({0.2, 0.2, 0.4, 0.4}, true);
        drag({0.6, 0.4}, {0.8, 0.9}); // the right edge: up and down means nothing
        QVERIFY(isNear(m_view->crop(), QRectF(0.2, 0.2, 0.6, 0.4)));
        drag({0.2, 0.2}, {0.1, 0.1});
        QVERIFY(isNear(m_view->crop(), QRectF(0.1, 0.1, 0.7, 0.5)));
        drag({0.4, 0.3}, {0.5, 0.4});
        QVERIFY(isNear(m_view->crop(), QRectF(0.2, 0.2, 0.7, 0.5)));
        drag({0.5, 0.4}, {0.9, 0.4}); // no farther than to the border
        QVERIFY(isNear(m_view->crop(), QRectF(0.3, 0.2, 0.7, 0.5)));
    }

    /// What the program found is no handle: a drag in it begins a frame.
    void aDragInAFoundFrameBeginsAnother()
    {
        m_view->setCrop({0.1, 0.1, 0.8, 0.8}, false);
        drag({0.3, 0.3}, {0.5, 0.6});
        QVERIFY(isNear(m_view->crop(), QRectF(0.3, 0.3, 0.2, 0.3)));
    }

    void aClickIsNoDrag()
    {
        m_view->setBoxes({{QRectF(0.1, 0.1, 0.2, 0.8), QStringLiteral("4")}, {QRectF(0.5, 0.1, 0.2, 0.8), QStringLiteral("2")}});
        QSignalSpy clicked(m_view.get(), &PictureView::boxClicked);
        QSignalSpy chosen(m_view.get(), &PictureView::cropChosen);
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, at({0.6, 0.5}));
        QCOMPARE(clicked.count(), 1);
        QCOMPARE(clicked[0][0].toInt(), 1);
        QCOMPARE(chosen.count(), 0);
        QVERIFY(!m_view->isCropChosen());
    }

    void theKeyboardMovesItChangesItAndTakesItBack()
    {
        m_view->setCrop({0.2, 0.2, 0.4, 0.4}, true);
        QSignalSpy reset(m_view.get(), &PictureView::cropReset);
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QVERIFY(m_view->crop().left() > 0.2 && m_view->crop().top() > 0.2);
        QCOMPARE(m_view->crop().size(), QSizeF(0.4, 0.4));
        QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::ShiftModifier);
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(m_view->crop().width() < 0.4 && m_view->crop().height() > 0.4);
        for (int i = 0; i < 200; ++i) {
            QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::ShiftModifier);
            QTest::keyClick(m_view.get(), Qt::Key_Left);
        }
        QVERIFY(m_view->crop().width() > 0 && m_view->crop().left() >= 0); // something is left, and within
        QCOMPARE(reset.count(), 0);
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        QCOMPARE(reset.count(), 1);
    }

    void whatComesLateDoesNotMoveTheFrameUnderTheHand()
    {
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, at({0.2, 0.2}));
        QTest::mouseMove(m_view.get(), at({0.6, 0.6}));
        m_view->setCrop({0, 0, 1, 1}, true);
        QVERIFY(isNear(m_view->crop(), QRectF(0.2, 0.2, 0.4, 0.4)));
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, at({0.6, 0.6}));
    }

    void anotherPictureBeginsWithoutAFrame()
    {
        m_view->setCrop({0.2, 0.2, 0.4, 0.4}, true);
        QImage other(30, 30, QImage::Format_RGB32);
        other.fill(Qt::gray);
        m_view->setPicture(other);
        QVERIFY(!m_view->isCropChosen());
        QCOMPARE(m_view->crop(), QRectF(0, 0, 1, 1));
    }

    void whatIsNotReadIsPale()
    {
        QImage black(400, 200, QImage::Format_RGB32);
        black.fill(Qt::black);
        m_view->setPicture(black);
        m_view->setCrop({0.5, 0, 0.5, 1}, true);
        const QImage shown = m_view->grab().toImage();
        QCOMPARE(shown.pixelColor(at({0.75, 0.5})), QColor(Qt::black));
        QVERIFY(shown.pixelColor(at({0.25, 0.5})) != QColor(Qt::black));
    }

private:
    QPoint at(const QPointF& shares) const
    {
        const QRectF area = m_view->pictureArea();
        return QPointF(area.left() + shares.x() * area.width(), area.top() + shares.y() * area.height()).toPoint();
    }

    void drag(const QPointF& from, const QPointF& to) const
    {
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, at(from));
        QTest::mouseMove(m_view.get(), at((from + to) / 2));
        QTest::mouseMove(m_view.get(), at(to));
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, at(to));
    }

    std::unique_ptr<PictureView> m_view;
};

const RegisteredTest<PictureViewTest, QApplication> registeredPictureViewTest;
#include "tst_picture_view.moc"
