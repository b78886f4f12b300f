#pragma once

#include <QCoreApplication>
#include <QTest>

#include <source_location>

using RunTest = int (*)(int argc, char** argv); ///< returns how many of its functions failed

/// Makes a class of tests known to its program, by the name of the file.
void registerTest(const char* file, RunTest run);

/// At the end of every tst_x.cpp, instead of a main() of its own: `test_engine_layers tst_dense` runs that class alone, as
/// ctest does. Application is what the class needs around it: tests of widgets name QApplication.
template<typename Tests, typename Application = QCoreApplication>
class RegisteredTest
{
public:
    explicit RegisteredTest(std::source_location here = std::source_location::current()) { registerTest(here.file_name(), run); }

private:
    static int run(int argc, char** argv)
    {
        QCoreApplication::setAttribute(Qt::AA_Use96Dpi); // pixels are the same on every screen
        const Application application(argc, argv);
        Tests tests;
        return QTest::qExec(&tests, argc, argv);
    }
};
