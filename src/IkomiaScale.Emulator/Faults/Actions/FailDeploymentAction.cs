namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>The deployment that the request creates or changes ends as <c>ERROR</c>. The request itself succeeds.</summary>
internal sealed class FailDeploymentAction : IFaultAction
{
    private static readonly object Key = new();

    public Task ApplyAsync(HttpContext context, RequestDelegate serve)
    {
        context.Items[Key] = true;
        return serve(context);
    }

    /// <summary>Whether this action applies to a request.</summary>
    public static bool IsFor(HttpContext context) => context.Items.ContainsKey(Key);
}
