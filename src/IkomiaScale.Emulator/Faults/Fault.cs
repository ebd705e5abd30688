using IkomiaScale.Emulator.Diagnostics;
using IkomiaScale.Emulator.Faults.Actions;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Faults;

/// <summary>A fault rule with its counts and its action.</summary>
internal sealed class Fault(FaultRule rule, IFaultAction action)
{
    private readonly object _gate = new();
    private readonly Glob? _path = rule.Path is null ? null : new Glob(rule.Path);
    private readonly Glob? _query = rule.Query is null ? null : new Glob(rule.Query);
    private int _seen;
    private int _taken;

    public IFaultAction Action { get; } = action;

    /// <summary>Whether the rule distinguishes uploads from copies, which needs the body.</summary>
    public bool TellsCopies => rule.Route is RouteKind.Copy or "create" or "overwrite";

    /// <summary>Returns whether the rule applies to a request, and counts the request.</summary>
    public bool Takes(HttpContext context, string kind)
    {
        if (!Matches(context, kind))
        {
            return false;
        }

        lock (_gate)
        {
            if (_seen++ < rule.Skip || (rule.Times >= 0 && _taken >= rule.Times))
            {
                return false;
            }

            _taken++;
            return true;
        }
    }

    private bool Matches(HttpContext context, string kind) =>
        (rule.Route is null || rule.Route == kind)
        && (rule.Method is null || string.Equals(rule.Method, context.Request.Method, StringComparison.OrdinalIgnoreCase))
        && (_path is null || _path.Matches(RequestTarget.RawPath(context)))
        && (_query is null || _query.Matches(context.Request.QueryString.Value ?? ""));
}
