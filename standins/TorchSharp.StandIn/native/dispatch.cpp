// The one road to the operators: find one by name, call it boxed (autograd included).
#include "shim.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/List.h>
#include <ATen/core/ivalue.h>

#include <cstdlib>

namespace {

enum Tag : int32_t
{
    None = 0,
    Tensor = 1,
    Int = 2,
    Double = 3,
    Bool = 4,
    IntList = 5,
    DoubleList = 6,
    TensorList = 7,
    String = 8,
    Device = 9,     // type in the upper, index in the lower half
    Generator = 10,
};

struct Value
{
    Tag tag;
    int32_t count;
    union
    {
        int64_t integer;
        double number;
        void* pointer;
    };
};

// Which class "optional" is depends on the version: c10's own in the older ones, the standard's in the newer.
using OptionalValue = std::decay_t<decltype(std::declval<const c10::Argument&>().default_value())>;
template <template <typename> typename Optional, typename T>
Optional<at::Tensor> optional_tensor(const Optional<T>&);
using OptionalTensor = decltype(optional_tensor(std::declval<OptionalValue>()));

struct Parameter
{
    c10::TypeKind kind;      // of the value itself, looked at through "optional"
    c10::TypeKind element;   // of a list
    bool optional_elements;
    int32_t fixed_size;      // int[2] takes a single int for all of its elements
    OptionalValue fallback;
    std::string name;
};

struct Operator
{
    c10::OperatorHandle handle;
    std::vector<Parameter> parameters;
};

Parameter describe(const c10::Argument& argument)
{
    Parameter parameter{};
    auto type = argument.type();
    if (type->kind() == c10::TypeKind::OptionalType)
        type = type->expectRef<c10::OptionalType>().getElementType();
    parameter.kind = type->kind();
    if (parameter.kind == c10::TypeKind::ListType)
    {
        auto element = type->expectRef<c10::ListType>().getElementType();
        parameter.optional_elements = element->kind() == c10::TypeKind::OptionalType;
        if (parameter.optional_elements)
            element = element->expectRef<c10::OptionalType>().getElementType();
        parameter.element = element->kind();
    }
    parameter.fixed_size = argument.N().has_value() ? static_cast<int32_t>(*argument.N()) : 0;
    parameter.fallback = argument.default_value();
    parameter.name = argument.name();
    return parameter;
}

int64_t repetitions(const Parameter& parameter, const Value& value)
{
    return value.count == 1 && parameter.fixed_size > 1 ? parameter.fixed_size : value.count;
}

c10::IValue list(const Parameter& parameter, const Value& value)
{
    if (value.tag == TensorList)
    {
        auto handles = static_cast<Handle*>(value.pointer);
        if (parameter.optional_elements)
        {
            c10::List<OptionalTensor> tensors;
            tensors.reserve(value.count);
            for (int32_t i = 0; i < value.count; i++)
                tensors.push_back(handles[i] == nullptr ? OptionalTensor() : OptionalTensor(borrow(handles[i])));
            return tensors;
        }
        c10::List<at::Tensor> tensors;
        tensors.reserve(value.count);
        for (int32_t i = 0; i < value.count; i++)
            tensors.push_back(borrow(handles[i]));
        return tensors;
    }

    const auto count = repetitions(parameter, value);
    const auto at = [&](int64_t i) { return value.count == 1 ? 0 : i; };
    const auto integers = static_cast<int64_t*>(value.pointer);
    const auto doubles = static_cast<double*>(value.pointer);
    const bool real = value.tag == DoubleList;
    switch (parameter.element)
    {
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType:
    {
        TORCH_CHECK(!real || value.count == 0, "argument '", parameter.name, "' takes integers");
        c10::List<int64_t> result;
        result.reserve(count);
        for (int64_t i = 0; i < count; i++)
            result.push_back(integers[at(i)]);
        return result;
    }
    case c10::TypeKind::FloatType:
    {
        c10::List<double> result;
        result.reserve(count);
        for (int64_t i = 0; i < count; i++)
            result.push_back(real ? doubles[at(i)] : static_cast<double>(integers[at(i)]));
        return result;
    }
    case c10::TypeKind::BoolType:
    {
        c10::List<bool> result;
        result.reserve(count);
        for (int64_t i = 0; i < count; i++)
            result.push_back(integers[at(i)] != 0);
        return result;
    }
    default:
        TORCH_CHECK(value.count == 0, "argument '", parameter.name, "' takes another kind of list");
        if (parameter.optional_elements)
            return c10::List<OptionalTensor>();
        return c10::List<at::Tensor>();
    }
}

c10::IValue convert(const Parameter& parameter, const Value& value)
{
    switch (value.tag)
    {
    case None:
        return c10::IValue();
    case Tensor:
        return borrow(static_cast<Handle>(value.pointer));
    case Int:
        if (parameter.kind == c10::TypeKind::FloatType)
            return static_cast<double>(value.integer);
        if (parameter.kind == c10::TypeKind::BoolType)
            return value.integer != 0;
        if (parameter.kind == c10::TypeKind::ListType)
        {
            auto single = value.integer;
            return list(parameter, Value{IntList, 1, {.pointer = &single}});
        }
        return value.integer;
    case Double:
        if (parameter.kind == c10::TypeKind::ListType)
        {
            auto single = value.number;
            return list(parameter, Value{DoubleList, 1, {.pointer = &single}});
        }
        return value.number;
    case Bool:
        if (parameter.kind == c10::TypeKind::IntType)
            return value.integer;
        return value.integer != 0;
    case IntList:
    case DoubleList:
    case TensorList:
        return list(parameter, value);
    case String:
        return std::string(static_cast<const char*>(value.pointer), value.count);
    case Device:
        return c10::Device(static_cast<c10::DeviceType>(value.integer >> 32), static_cast<c10::DeviceIndex>(static_cast<int32_t>(value.integer)));
    case Generator:
        return *static_cast<at::Generator*>(value.pointer);
    }
    TORCH_CHECK(false, "unknown argument tag ", static_cast<int32_t>(value.tag));
}

Value result_of(c10::IValue&& value)
{
    Value result{};
    if (value.isTensor())
    {
        result.tag = Tensor;
        result.pointer = release(std::move(value).toTensor());
    }
    else if (value.isInt())
    {
        result.tag = Int;
        result.integer = value.toInt();
    }
    else if (value.isDouble())
    {
        result.tag = Double;
        result.number = value.toDouble();
    }
    else if (value.isBool())
    {
        result.tag = Bool;
        result.integer = value.toBool();
    }
    else
    {
        TORCH_CHECK(value.isNone(), "a result of type ", value.tagKind(), " cannot be handed over");
    }
    return result;
}

} // namespace

SHIM int32_t shim_find(const char* name, const char* overload, Operator** found)
{
    return guarded([&] {
        auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
        TORCH_CHECK(handle.has_value(), "this libtorch has no operator ", name, overload[0] == 0 ? "" : ".", overload);
        auto op = new Operator{*handle, {}};
        for (const auto& argument : handle->schema().arguments())
            op->parameters.push_back(describe(argument));
        *found = op;
    });
}

// Results go to "few" (or nowhere when that is null); when there are more than its capacity, to a block at "many" that shim_free_block frees.
SHIM int32_t shim_call(Operator* op, const Value* arguments, int32_t count, Value* few, int32_t capacity, Value** many, int32_t* results)
{
    return guarded([&] {
        const auto expected = op->parameters.size();
        TORCH_CHECK(static_cast<size_t>(count) <= expected, toString(op->handle.schema()), " got ", count, " arguments");
        std::vector<c10::IValue> stack;
        stack.reserve(expected + 4);
        for (int32_t i = 0; i < count; i++)
            stack.push_back(convert(op->parameters[i], arguments[i]));
        for (size_t i = count; i < expected; i++)
        {
            const auto& parameter = op->parameters[i];
            TORCH_CHECK(parameter.fallback.has_value(), toString(op->handle.schema()), " misses argument '", parameter.name, "'");
            stack.push_back(*parameter.fallback);
        }

        op->handle.callBoxed(stack);

        *results = 0;
        if (few == nullptr)
            return;
        if (stack.size() == 1 && stack[0].isTensor())
        {
            few[0] = result_of(std::move(stack[0]));
            *results = 1;
            return;
        }

        std::vector<Value> all;
        for (auto& value : stack)
        {
            if (value.isTensorList())
            {
                for (const at::Tensor& tensor : value.toTensorVector())
                    all.push_back(result_of(c10::IValue(tensor)));
            }
            else
            {
                all.push_back(result_of(std::move(value)));
            }
        }
        auto target = few;
        if (static_cast<int32_t>(all.size()) > capacity)
            target = *many = static_cast<Value*>(std::malloc(all.size() * sizeof(Value)));
        std::copy(all.begin(), all.end(), target);
        *results = static_cast<int32_t>(all.size());
    });
}

SHIM void shim_free_block(void* block)
{
    std::free(block);
}
