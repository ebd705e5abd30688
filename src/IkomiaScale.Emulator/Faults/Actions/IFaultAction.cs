namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>What happens to a request that a rule takes. Serving it is up to the action.</summary>
internal interface IFaultAction
{
    Task ApplyAsync(HttpContext context, RequestDelegate serve);
}
