using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>Deployments answer in an older form when they are told to be old, or when no advice is asked for.</summary>
internal static class AnswerForm
{
    public static bool IsOlder(HttpContext context, EmulatorOptions options) =>
        options.Legacy || !QueryValues.Boolean(context.Request, "advice", missing: false);
}
