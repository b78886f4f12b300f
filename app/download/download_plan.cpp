#include "app/download/download_plan.h"

std::vector<RemoteFile> mnistFiles()
{
    return {
        {QStringLiteral("train-images-idx3-ubyte.gz"), "f68b3c2dcbeaaa9fbdd348bbdeb94873", 9'912'422},
        {QStringLiteral("train-labels-idx1-ubyte.gz"), "d53e105ee54ea40749a09fcbcd1e9432", 28'881},
        {QStringLiteral("t10k-images-idx3-ubyte.gz"), "9fb629c4189551a2d022fa330f9573f3", 1'648'877},
        {QStringLiteral("t10k-labels-idx1-ubyte.gz"), "ec29112dd5afa0611ce80d1b7f02629c", 4'542},
    };
}

QStringList publicMirrors()
{
    return {QStringLiteral("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            QStringLiteral("https://storage.googleapis.com/cvdf-datasets/mnist/"),
            QStringLiteral("http://yann.lecun.com/exdb/mnist/")};
}
