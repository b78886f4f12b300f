#include "tests/registered_test.h"
#include "ui/charts/colour_map.h"
#include "ui/charts/picture_pairs.h"
#include "app/views/generate/generate_panel.h"
#include "ui/style/theme.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace {

PicturePair halfReconstructed()
{
    return {.name = QStringLiteral("7"), .picture = {1, 0, 0, 1}, .reconstruction = {1, 0, 0.5f, 0}};
}

} // namespace

class GeneratePanelTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { setTheme(ThemeMode::Light); }

    void tellsTheMeanSquaredError() { QCOMPARE(halfReconstructed().error(), (0.25 + 1) / 4); }

    void paintsInputReconstructionAndDifference()
    {
        PicturePairs pairs;
        pairs.setPairs({halfReconstructed()}, 2, 2);
        pairs.resize(pairs.sizeHint());
        const QImage image = pairs.grab().toImage();
        const auto quarter = [&](PicturePairs::Line line, int row, int column) {
            const QRect area = pairs.pictureRect(0, line);
            return image.pixel(area.left() + area.width() * (1 + 2 * column) / 4, area.top() + area.height() * (1 + 2 * row) / 4);
        };
        const Colouring ink(ColourMap::Ink, 1);
        const Colouring signs(ColourMap::Signed, 1);
        using Line = PicturePairs::Line;
        QCOMPARE(quarter(Line::Picture, 0, 0), ink(1));
        QCOMPARE(quarter(Line::Picture, 0, 1), ink(0));
        QCOMPARE(quarter(Line::Reconstruction, 1, 0), ink(0.5f));
        QCOMPARE(quarter(Line::Reconstruction, 1, 1), ink(0));
        QCOMPARE(quarter(Line::Difference, 0, 0), signs(0));
        QCOMPARE(quarter(Line::Difference, 1, 0), signs(0.5f));
        QCOMPARE(quarter(Line::Difference, 1, 1), signs(-1));
    }

    /// The page of a window of 1280 pixels, beside the pad.
    void makesRoomForADrawingAndTenDigits()
    {
        PicturePairs pairs;
        pairs.setPairs(std::vector(11, halfReconstructed()), 2, 2);
        pairs.resize(640, pairs.heightForWidth(640));
        QCOMPARE(pairs.shown(), 11);
        const QRect last = pairs.pictureRect(10, PicturePairs::Line::Difference);
        QVERIFY(pairs.rect().contains(last));
        QVERIFY(last.width() >= 40);
    }

    void pairsAreGivenTheHeightThatTheyNeed()
    {
        GeneratePanel view;
        view.setSubject(GeneratePanel::Subject::AutoEncoder);
        view.resize(690, 600);
        view.show();
        for (const std::size_t count : {2, 10, 11, 30}) {
            view.pairs().setPairs(std::vector(count, halfReconstructed()), 2, 2);
            QTRY_COMPARE(view.pairs().height(), view.pairs().heightForWidth(view.pairs().width()));
        }
    }

    void showsWholePicturesAlone()
    {
        PicturePairs pairs;
        pairs.setPairs(std::vector(11, halfReconstructed()), 2, 2);
        pairs.resize(400, 260);
        const int shown = pairs.shown();
        QVERIFY(shown >= 2 && shown < 11);
        QVERIFY(pairs.pictureRect(shown - 1, PicturePairs::Line::Picture).right() < 400);
        QVERIFY(pairs.pictureRect(shown, PicturePairs::Line::Picture).right() >= 400);
        pairs.resize(2000, 260);
        QCOMPARE(pairs.shown(), 11);
    }

    void offersPresetsWhereThereIsNothingToShow()
    {
        GeneratePanel view;
        view.setStarters({QStringLiteral("autoencoder"), QStringLiteral("dbn")});
        view.show();
        auto* start = view.findChild<QPushButton*>(QStringLiteral("dbn"));
        QVERIFY(start && start->isVisible());
        QVERIFY(!view.pairs().isVisible());
        QCOMPARE(start->text(), QStringLiteral("Start dbn"));
        view.setTime(QStringLiteral("dbn"), QStringLiteral("about 2 min"));
        QCOMPARE(start->text(), QStringLiteral("Start dbn, about 2 min"));
        QSignalSpy chosen(&view, &GeneratePanel::presetChosen);
        QTest::mouseClick(start, Qt::LeftButton);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.front().front().toString(), QStringLiteral("dbn"));
        view.setSubject(GeneratePanel::Subject::Rbm);
        QVERIFY(!start->isVisible());
        QVERIFY(view.pairs().isVisible());
    }
};

const RegisteredTest<GeneratePanelTest, QApplication> registeredGeneratePanelTest;
#include "tst_generate_panel.moc"
