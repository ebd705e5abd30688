using System.Management.Automation;

namespace IkomiaScale.Connections;

/// <summary>Lets a connection be given by the name of its profile. It is made when the cmdlet begins, so that a failure is the cmdlet's own.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionNameAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string { Length: > 0 } name ? IkConnection.Named(name.Trim()) : inputData;
}
