#pragma once

#include "app/views/view_host.h"
#include "app/window/main_window.h"
#include "ui/panels/notice_strip.h"
#include "tests/app/hand_made.h"
#include "tests/small_runs.h"

#include <QDir>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <memory>
#include <optional>

/// The four files of a folder that the window can open.
inline void writeIdxFolder(const std::filesystem::path& folder, const engine::DataSplits& splits)
{
    const auto write = [&folder](const char* name, std::initializer_list<std::size_t> header, std::span<const std::uint8_t> bytes) {
        std::ofstream file(folder / name, std::ios::binary);
        for (const std::size_t number : header)
            for (const int shift : {24, 16, 8, 0})
                file.put(char(number >> shift & 0xff));
        file.write(reinterpret_cast<const char*>(bytes.data()), std::streamsize(bytes.size()));
    };
    write("train-images-idx3-ubyte", {2051, splits.train.size(), 28, 28}, splits.train.pixels);
    write("train-labels-idx1-ubyte", {2049, splits.train.size()}, splits.train.labels);
    write("t10k-images-idx3-ubyte", {2051, splits.test.size(), 28, 28}, splits.test.pixels);
    write("t10k-labels-idx1-ubyte", {2049, splits.test.size()}, splits.test.labels);
}

/// A window in use: shown, active, its digits read.
class OpenWindow
{
public:
    /// size: else as large as it opens.
    explicit OpenWindow(const WindowOptions& options, std::optional<QSize> size = QSize(1280, 800))
        : window(options)
    {
        if (size)
            window.resize(*size);
        window.show();
        window.activateWindow();
        for (ViewHost* host : window.findChildren<ViewHost*>()) // so that its widgets can be found
            host->makeView();
    }

    bool isReady() { return QTest::qWaitForWindowActive(&window) && QTest::qWaitFor([this] { return session().runs.data() != nullptr; }, 30'000); }

    template<typename Widget>
    Widget& part(const QString& name = {})
    {
        auto* found = window.findChild<Widget*>(name);
        if (!found)
            qFatal("the window has no %s", Widget::staticMetaObject.className());
        return *found;
    }

    /// A view, by its command.
    void show(const char* view) { QVERIFY(session().commands.run(QStringLiteral("view.") + QLatin1String(view))); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&window, key, modifiers); }

    Session& session() { return window.session(); }
    Run& run() { return session().runs.current(); }
    const RunState& state() { return run().state(); }
    Run::Phase phase() { return run().progress().phase; }
    bool isPausedAt(quint64 step) { return phase() == Run::Phase::Paused && state().weights->step == step; }

    /// What is said over the window's lower edge.
    struct ShownNotice
    {
        OpenWindow& open;

        bool isVisible() const { return open.part<NoticeStrip>().isVisible(); }
        QString message() const { return open.part<NoticeStrip>().sentence(); }
        QPushButton* button() const { return open.part<NoticeStrip>().findChild<QPushButton*>(); }
    };
    ShownNotice notice() { return {*this}; }

    MainWindow window;
};

/// A folder of its own for digits, settings and files, so that nothing of the user is touched.
class Workplace
{
public:
    Workplace()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("digitscope-test"));
        QCoreApplication::setApplicationName(QStringLiteral("digitscope-test"));
        qputenv("XDG_DATA_HOME", m_folder.path().toLocal8Bit()); // the user's own digits are there
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        writeIdxFolder(m_folder.path().toStdString(), *digitSplits(300, 60));
    }

    /// Small enough to learn all of it in an instant.
    WindowOptions options() const { return {.preset = "mlp-16-16", .data = m_folder.path().toStdString(), .model = {}}; }
    QString file(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)); }

private:
    QTemporaryDir m_folder;
};

/// As at the first start in that place; null when it does not come up.
inline std::unique_ptr<OpenWindow> openAnew(const Workplace& place, std::optional<QSize> size = QSize(1280, 800))
{
    QSettings().clear();
    QDir(place.file("digitscope/session")).removeRecursively();
    QFile::remove(place.file("digitscope/my-digits.jsonl"));
    auto open = std::make_unique<OpenWindow>(place.options(), size);
    return open->isReady() ? std::move(open) : nullptr;
}
