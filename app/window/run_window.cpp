#include "app/window/run_window.h"

#include "app/session/allocator.h"
#include "app/window/closing_signals.h"
#include "app/window/display_failure.h"
#include "app/window/main_window.h"

#include <QApplication>
#include <QIcon>

#include <optional>

int runWindow(int argc, char* argv[], const WindowOptions& options)
{
    shareArenas();
    std::optional<DisplayFailure> failure{std::in_place};
    QApplication application(argc, argv);
    failure.reset();
    QApplication::setOrganizationName(QStringLiteral("digitscope"));
    QApplication::setApplicationName(QStringLiteral("digitscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Digitscope"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/app.png")));
    // A fast hand makes more points than frames; each is ink.
    QApplication::setAttribute(Qt::AA_CompressHighFrequencyEvents, false);
    QApplication::setAttribute(Qt::AA_CompressTabletEvents, false);

    const ClosingSignals ending;
    MainWindow window(options);
    QApplication::setQuitOnLastWindowClosed(false); // the window goes out of sight before it has saved
    QObject::connect(&window, &MainWindow::ended, &application, &QApplication::quit);
    QObject::connect(&ending, &ClosingSignals::closingWanted, &window, &QWidget::close);
    window.show();
    return QApplication::exec();
}
