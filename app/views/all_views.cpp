#include "app/views/all_views.h"

#include "app/views/ensemble/ensemble_view.h"
#include "app/views/generate/generate_view.h"
#include "app/views/inside/inside_view.h"
#include "app/views/model/model_view.h"
#include "app/views/my_digits/my_digits_view.h"
#include "app/views/pad/pad_view.h"
#include "app/views/toy/toy_view.h"
#include "app/views/train/train_view.h"
#include "app/views/unit/unit_view.h"
#include "app/views/weights/weights_view.h"

#include <QCoreApplication>

namespace {

/// A context for the translators.
struct Views
{
    Q_DECLARE_TR_FUNCTIONS(Views)
};

} // namespace

const std::vector<ViewInfo>& allViews()
{
    static const std::vector<ViewInfo> views{
        {QStringLiteral("train"), Views::tr("Train"), Area::Workspace, makeView<TrainView>},
        {QStringLiteral("inside"), Views::tr("Inside"), Area::Workspace, makeView<InsideView>},
        {QStringLiteral("weights"), Views::tr("Weights"), Area::Workspace, makeView<WeightsView>},
        {QStringLiteral("pad"), Views::tr("Draw"), Area::Pad, makeView<PadView>},
        {QStringLiteral("model"), Views::tr("Model"), Area::Side, makeView<ModelView>},
        {QStringLiteral("inspector"), Views::tr("Unit"), Area::Side, makeView<UnitView>, true},
        {QStringLiteral("generate"), Views::tr("Generate"), Area::Workspace, makeView<GenerateView>},
        {QStringLiteral("toy"), Views::tr("Toy"), Area::Workspace, makeView<ToyView>},
        {QStringLiteral("ensemble"), Views::tr("Ensemble"), Area::Workspace, makeView<EnsembleView>},
        {QStringLiteral("my_digits"), Views::tr("My digits"), Area::Workspace, makeView<MyDigitsView>},
    };
    return views;
}
