#pragma once

#include "app/session/session.h"
#include "app/views/view_host.h"
#include "tests/app/session/run_fixture.h"

#include <QTemporaryDir>
#include <QWidget>

#include <memory>

/// A view in its place, over a session of its own, without a window: 100 digits to learn from.
struct ViewBench
{
    explicit ViewBench(const ViewInfo& info, const engine::Recipe& recipe = twoEpochs())
        : session(freshNetwork(recipe), folder.filePath(QStringLiteral("my-digits.jsonl")).toStdString())
    {
        session.runs.setData(splits);
        place.resize(900, 600);
        place.show();
        host = std::make_unique<ViewHost>(info, session.context(), &place);
        host->setInSight(true);
    }

    Run& run() { return session.runs.current(); }
    /// The view's own widgets.
    template<typename Widget>
    Widget* find(const QString& name = {}) const
    {
        return place.findChild<Widget*>(name);
    }
    bool isPausedAt(quint64 step) { return run().progress().phase == Run::Phase::Paused && run().state().weights->step == step; }

    QTemporaryDir folder;
    std::shared_ptr<const engine::DataSplits> splits = digitSplits(100, 30);
    Session session;
    QWidget place;
    std::unique_ptr<ViewHost> host; // before place and session
};
