namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>What a rule does to a request. The action decides whether to serve it.</summary>
internal interface IFaultAction
{
    Task ApplyAsync(HttpContext context, RequestDelegate serve);
}
