#include "app/session/class_words.h"
#include "app/session/model_files.h"
#include "engine/gallery/gallery.h"
#include "engine/io/model_file.h"
#include "engine/train/compatibility.h"
#include "tests/app/window/window_fixture.h"
#include "tests/registered_test.h"
#include "ui/pad/class_wording.h"
#include "ui/pad/probability_bars.h"
#include "ui/pad/sample_bar.h"
#include "app/views/unit/inspector.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

namespace {

const QStringList clothes{QStringLiteral("T-shirt/top"), QStringLiteral("Trouser"), QStringLiteral("Pullover"),
                          QStringLiteral("Dress"), QStringLiteral("Coat"), QStringLiteral("Sandal"), QStringLiteral("Shirt"),
                          QStringLiteral("Sneaker"), QStringLiteral("Bag"), QStringLiteral("Ankle boot")};

} // namespace

class WindowClassesTest : public QObject
{
    Q_OBJECT

private:
    Workplace m_place;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<OpenWindow> m_open;

    /// Digits under other names, or with other labels.
    QString folderOf(const QString& name, const QByteArray& names, int firstLabel = 0) const
    {
        auto splits = *digitSplits(300, 60);
        for (auto* part : {&splits.train, &splits.test})
            for (std::uint8_t& label : part->labels)
                label = std::uint8_t(label + firstLabel);
        const QString path = m_folder->filePath(name);
        QDir().mkpath(path);
        writeIdxFolder(path.toStdString(), splits);
        if (!names.isEmpty()) {
            QFile file(path + QStringLiteral("/classes.txt"));
            if (!file.open(QIODevice::WriteOnly) || file.write(names) != names.size())
                qFatal("cannot write");
        }
        return path;
    }
    QString clothesFolder() const { return folderOf(QStringLiteral("clothes"), clothes.join(QLatin1Char('\n')).toUtf8()); }
    void openWith(const QString& folder, const char* preset = "mlp-16-16")
    {
        QSettings().clear();
        m_open = std::make_unique<OpenWindow>(WindowOptions{.preset = preset, .data = folder.toStdString(), .model = {}});
        QVERIFY(m_open->isReady());
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_open.reset(); }

    void speaksOfClassesByTheirNames()
    {
        QVERIFY(areNumbers({QStringLiteral("0"), QStringLiteral("1")}));
        QVERIFY(!areNumbers(clothes));
        QCOMPARE(withArticle(QStringLiteral("Ankle boot")), QStringLiteral("an Ankle boot"));
        QCOMPARE(withArticle(QStringLiteral("F")), QStringLiteral("an F"));
        QCOMPARE(withArticle(QStringLiteral("U")), QStringLiteral("a U"));
        QCOMPARE(drawingPrompt({}), QStringLiteral("Draw a digit"));
        QCOMPARE(drawingPrompt(clothes), QStringLiteral("Draw a Bag, a Coat or a Dress…"));
        QCOMPARE(drawingPrompt({QStringLiteral("cat"), QStringLiteral("dog")}), QStringLiteral("Draw a cat or a dog"));
        QStringList many;
        for (int i = 0; i < 27; ++i)
            many << QString::number(i);
        QCOMPARE(drawingPrompt(many), QStringLiteral("Draw one of 27 classes"));
    }

    void namesTheClassesOfTheDataEverywhere()
    {
        openWith(clothesFolder());
        const auto& bars = m_open->part<ProbabilityBars>();
        QCOMPARE(bars.valueText(), QStringLiteral("Draw a Bag, a Coat or a Dress…"));
        m_open->press(Qt::Key_Right);
        auto* label = m_open->part<SampleBar>().findChild<QLabel*>();
        QVERIFY2(label->toolTip().contains(QStringLiteral("test picture 1")), qPrintable(label->toolTip()));
        QVERIFY(label->text().startsWith(QStringLiteral("test 1: ")));

        m_open->press(Qt::Key_Space);
        QTRY_COMPARE(m_open->phase(), Run::Phase::Finished);
        QTRY_VERIFY(bars.prediction().kind == Prediction::Kind::Trained);
        const QString words = bars.valueText();
        QVERIFY2(std::ranges::any_of(clothes, [&](const QString& name) { return words.contains(name); }), qPrintable(words));
        QCOMPARE(classNamesOf(m_open->state(), nullptr), clothes);
    }

    void keepsTheNamesInTheModelsFile()
    {
        openWith(clothesFolder());
        m_open->press(Qt::Key_Space);
        QTRY_COMPARE(m_open->phase(), Run::Phase::Finished);
        const QString file = m_folder->filePath(QStringLiteral("clothes.safetensors"));
        auto& files = m_open->session().models;
        QSignalSpy saved(&files, &ModelFiles::saved);
        files.save(file);
        QTRY_COMPARE(saved.count(), 1);
        const engine::SavedModel model = engine::loadModel(file.toStdString());
        QCOMPARE(QString::fromStdString(model.classes.at(9)), QStringLiteral("Ankle boot"));

        // In a window that has digits to learn from, it still tells clothes apart.
        m_open.reset();
        openWith(folderOf(QStringLiteral("digits"), {}));
        QVERIFY(areNumbers(classNamesOf(m_open->state(), m_open->session().runs.data().get())));
        m_open->session().models.open(file);
        QTRY_COMPARE(classNamesOf(m_open->state(), m_open->session().runs.data().get()), clothes);
        QCOMPARE(m_open->part<ProbabilityBars>().valueText(), QStringLiteral("Draw a Bag, a Coat or a Dress…"));
    }

    void offersAsManyOutputsAsThereAreClasses()
    {
        QByteArray letters;
        for (char letter = 'A'; letter <= 'Z'; ++letter)
            letters += QByteArray(1, letter) + '\n';
        openWith(folderOf(QStringLiteral("letters"), letters, 16));
        const auto message = m_open->notice();
        QTRY_VERIFY(message.isVisible());
        QVERIFY2(message.message().contains(QStringLiteral("letters has")) || message.message().contains(QStringLiteral("26 classes")),
                 qPrintable(message.message()));
        auto* action = message.button();
        QCOMPARE(action->text(), QStringLiteral("Set the last layer to 26"));
        QTest::mouseClick(action, Qt::LeftButton);
        QTRY_COMPARE(m_open->state().network->outputShape().elements(), std::size_t{26});
        m_open->press(Qt::Key_Space);
        QTRY_COMPARE(m_open->phase(), Run::Phase::Finished);
        QCOMPARE(classNamesOf(m_open->state(), nullptr).last(), QStringLiteral("Z"));
        QTRY_COMPARE(m_open->part<ProbabilityBars>().valueText().isEmpty(), false);
    }

    void fitsAPresetToTheDataWhenItIsChosen()
    {
        QByteArray letters;
        for (char letter = 'a'; letter <= 'l'; ++letter)
            letters += QByteArray(1, letter) + '\n';
        openWith(folderOf(QStringLiteral("letters"), letters));
        const engine::Recipe fitted
            = engine::adaptedTo(engine::findPreset("lenet-5"), m_open->session().runs.data()->train);
        QCOMPARE(fitted.layers.back().integer("units"), std::int64_t{12});
        QCOMPARE(engine::adaptedTo(engine::findPreset("autoencoder"), m_open->session().runs.data()->train),
                 engine::findPreset("autoencoder"));
    }
};

const RegisteredTest<WindowClassesTest, QApplication> registeredWindowClassesTest;
#include "tst_window_classes.moc"
