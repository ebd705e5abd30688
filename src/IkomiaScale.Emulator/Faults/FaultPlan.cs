using IkomiaScale.Emulator.Faults.Actions;

namespace IkomiaScale.Emulator.Faults;

/// <summary>The faults of the running emulator. They can be replaced at any time.</summary>
internal sealed class FaultPlan(IReadOnlyList<Fault> faults)
{
    private volatile IReadOnlyList<Fault> _faults = faults;

    public bool IsEmpty => _faults.Count == 0;

    public bool TellsCopies => _faults.Any(fault => fault.TellsCopies);

    public void Replace(IReadOnlyList<Fault> faults) => _faults = faults;

    /// <summary>Returns the action of the first rule that applies to a request; null if there is none.</summary>
    public IFaultAction? Find(HttpContext context, string kind) =>
        _faults.FirstOrDefault(fault => fault.Takes(context, kind))?.Action;
}
