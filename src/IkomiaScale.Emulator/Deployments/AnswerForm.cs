using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>Decides whether to answer in the older form: with <c>--legacy</c>, or if the request has no <c>advice=true</c>.</summary>
internal static class AnswerForm
{
    public static bool IsOlder(HttpContext context, EmulatorOptions options) =>
        options.Legacy || !QueryValues.Boolean(context.Request, "advice", missing: false);
}
