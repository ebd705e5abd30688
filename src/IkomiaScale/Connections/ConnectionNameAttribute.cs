using System.Management.Automation;

namespace IkomiaScale.Connections;

/// <summary>Accepts the name of a profile as a connection. The cmdlet connects when it begins, so a failure is the cmdlet's own error.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionNameAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string { Length: > 0 } name ? IkConnection.Named(name.Trim()) : inputData;
}
