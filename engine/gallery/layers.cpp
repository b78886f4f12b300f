#include "engine/gallery/layers.h"

namespace engine::gallery {

Spec dense(std::int64_t units)
{
    return {"dense", {{"units", units}}};
}

Spec conv2d(std::int64_t filters, std::int64_t kernelSize, const char* padding)
{
    return {"conv2d", {{"filters", filters}, {"kernel_size", kernelSize}, {"padding", padding}}};
}

Spec maxPool2d(std::int64_t poolSize, const char* padding)
{
    return {"max_pool2d", {{"pool_size", poolSize}, {"stride", poolSize}, {"padding", padding}}};
}

Spec batchNormalization()
{
    return {"batch_normalization", {}};
}

Spec dropout(double rate)
{
    return {"dropout", {{"rate", rate}}};
}

Spec lstm(std::int64_t units)
{
    return {"lstm", {{"units", units}}};
}

Spec rbm(std::int64_t units)
{
    return {"rbm", {{"units", units}}};
}

Spec flatten()
{
    return {"flatten", {}};
}

Spec relu()
{
    return {"relu", {}};
}

Spec elu()
{
    return {"elu", {}};
}

Spec sigmoid()
{
    return {"sigmoid", {}};
}

} // namespace engine::gallery
