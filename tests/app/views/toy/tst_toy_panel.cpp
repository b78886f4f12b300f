#include "app/views/toy/toy_panel.h"
#include "tests/registered_test.h"
#include "ui/charts/colour_map.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <vector>

namespace {

/// 1 where x1 > 0.5, on a square from −0.5 to 1.5.
std::vector<float> rightHalf(int side)
{
    std::vector<float> values;
    for (int i = 0; i < side * side; ++i)
        values.push_back(i % side >= side / 2 ? 1.0f : 0.0f);
    return values;
}

} // namespace

class ToyPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        setTheme(ThemeMode::Light);
        m_view = std::make_unique<ToyPanel>(-0.5, 1.5);
        m_view->resize(760, 520);
        m_view->units().setRows({{.name = "dense_1", .kind = "Sigmoid", .units = 2, .middle = 0.5f, .limit = 0.5f}});
        m_view->showPlane();
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void cleanup() { m_view.reset(); }

    void coloursTellYesFromNo()
    {
        SurfaceView& surface = m_view->surface();
        surface.setValues(rightHalf(64));
        const QImage image = surface.grab().toImage();
        const auto at = [&](double x1, double x2) { return image.pixel(surface.placeOf({x1, x2}).toPoint()); };
        const Colouring colouring(ColourMap::Signed, 1);
        QCOMPARE(at(-0.3, 0.3), colouring(-1));
        QCOMPARE(at(1.3, 0.3), colouring(1));
        QVERIFY(!surface.border().isEmpty());
        for (const QLineF& line : surface.border())
            QVERIFY(std::abs(line.x1() - 31.5) < 0.51); // between the two middle columns
        QCOMPARE(surface.valueAt(surface.placeOf({1.25, 0.5})), std::optional(QStringLiteral("x1 1.25, x2 0.50: 1")));
        QVERIFY(!surface.valueAt({-1, -1}));
    }

    void axesRunUpwardsAndToTheRight()
    {
        const SurfaceView& surface = m_view->surface();
        QVERIFY(surface.placeOf({0, 1}).y() < surface.placeOf({0, 0}).y());
        QVERIFY(surface.placeOf({1, 0}).x() > surface.placeOf({0, 0}).x());
        QCOMPARE(surface.square().width(), surface.square().height());
    }

    void aPointThatIsReadWronglyIsCrossed()
    {
        SurfaceView& surface = m_view->surface();
        surface.setValues(rightHalf(64));
        surface.setPoints({{.place = {0, 0}, .isOne = true, .isRight = true}});
        const QImage right = surface.grab().toImage();
        surface.setPoints({{.place = {0, 0}, .isOne = true, .isRight = false}});
        const QImage wrong = surface.grab().toImage();
        const QPoint centre = surface.placeOf({0, 0}).toPoint();
        const QPoint beneathTheCross = centre + QPoint(11, -6);
        QCOMPARE(wrong.pixel(beneathTheCross), theme().error.rgb());
        QVERIFY(right.pixel(beneathTheCross) != theme().error.rgb());
    }

    void aClickOnAPointChoosesIt()
    {
        SurfaceView& surface = m_view->surface();
        surface.setPoints({{.place = {0, 0}}, {.place = {1, 1}}});
        QSignalSpy clicked(&surface, &SurfaceView::pointClicked);
        QTest::mouseClick(&surface, Qt::LeftButton, {}, surface.placeOf({1, 1}).toPoint());
        QTest::mouseClick(&surface, Qt::LeftButton, {}, surface.placeOf({0.5, 0.5}).toPoint()); // beside them
        QCOMPARE(clicked.count(), 1);
        QCOMPARE(clicked[0][0].value<std::size_t>(), std::size_t{1});
    }

    void eachUnitHasAPictureThatCanBeChosen()
    {
        UnitMaps& units = m_view->units();
        units.setMaps({{rightHalf(8), std::vector<float>(64, 0.5f)}}, {0.5f});
        const Colouring colouring(ColourMap::Signed, 0.5f);
        QCOMPARE(units.picture(0, 0).pixel(0, 0), colouring(-0.5f));
        QCOMPARE(units.picture(0, 0).pixel(7, 0), colouring(0.5f));
        QCOMPARE(units.picture(0, 1).pixel(3, 3), theme().panel.rgb()); // undecided
        QVERIFY(!units.mapRect(0, 0).intersects(units.mapRect(0, 1)));
        QVERIFY(units.rect().contains(units.mapRect(0, 1)));
        QSignalSpy clicked(&units, &UnitMaps::unitClicked);
        QTest::mouseClick(&units, Qt::LeftButton, {}, units.mapRect(0, 1).center());
        QCOMPARE(clicked.count(), 1);
        QCOMPARE(clicked[0], (QVariantList{0, 1}));
    }

    void nineLayersFitTheView()
    {
        std::vector<UnitMapRow> rows(9, {.name = "dense_9", .kind = "Sigmoid", .units = 8});
        m_view->units().setRows(rows);
        m_view->showPlane();
        QCoreApplication::processEvents(); // the layout follows
        QVERIFY(m_view->units().rect().contains(m_view->units().mapRect(8, 7)));
    }

    void whatToLearnAndHowFastIsChosen()
    {
        QSignalSpy tables(m_view.get(), &ToyPanel::tableChosen);
        QSignalSpy paces(m_view.get(), &ToyPanel::paceChosen);
        m_view->setTable("and");
        m_view->setPace(200);
        QVERIFY(m_view->findChild<QToolButton*>("and")->isChecked());
        QCOMPARE(m_view->findChild<QComboBox*>("pace")->currentText(), QString("200 steps/s"));
        QVERIFY(tables.isEmpty() && paces.isEmpty()); // nobody chose
        QTest::mouseClick(m_view->findChild<QToolButton*>("xor"), Qt::LeftButton);
        QCOMPARE(tables.count(), 1);
        QCOMPARE(tables[0][0].toString(), QString("xor"));
        auto* pace = m_view->findChild<QComboBox*>("pace");
        pace->setFocus();
        QTest::keyClick(pace, Qt::Key_End);
        QCOMPARE(paces.count(), 1);
        QVERIFY(!paces[0][0].value<std::optional<double>>());
    }

    void anEmptyViewOffersToStart()
    {
        m_view->showEmpty();
        QSignalSpy started(m_view.get(), &ToyPanel::startRequested);
        auto* start = m_view->findChild<QPushButton*>("startToy");
        QTRY_VERIFY(start->isVisible());
        QTest::mouseClick(start, Qt::LeftButton);
        QCOMPARE(started.count(), 1);
    }

private:
    std::unique_ptr<ToyPanel> m_view;
};

const RegisteredTest<ToyPanelTest, QApplication> registeredToyPanelTest;
#include "tst_toy_panel.moc"
