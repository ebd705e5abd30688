using Mono.Cecil;
using Mono.Cecil.Cil;

namespace IkomiaScale.Architecture.Tests;

/// <summary>Which folder of a project uses which other, as the compiled code does it, with one example each.</summary>
internal sealed class FolderUses
{
    private readonly SourceFolders _folders;

    private FolderUses(SourceFolders folders)
    {
        _folders = folders;
    }

    /// <summary>The uses: from, to, and the types of the first one found.</summary>
    public Dictionary<(string From, string To), string> Found { get; } = [];

    /// <summary>Reads an assembly.</summary>
    public static FolderUses Of(string assembly, SourceFolders folders)
    {
        var uses = new FolderUses(folders);
        using var module = ModuleDefinition.ReadModule(assembly);
        foreach (var type in module.GetTypes())
        {
            uses.Read(type);
        }

        return uses;
    }

    private void Read(TypeDefinition type)
    {
        Note(type, type.BaseType);
        type.Interfaces.ToList().ForEach(item => Note(type, item.InterfaceType));
        type.Fields.ToList().ForEach(field => Note(type, field.FieldType));
        NoteAttributes(type, type);
        foreach (var property in type.Properties)
        {
            NoteAttributes(type, property);
        }

        foreach (var method in type.Methods)
        {
            NoteMember(type, method);
            NoteAttributes(type, method);
            foreach (var instruction in method.HasBody ? method.Body.Instructions.AsEnumerable() : [])
            {
                NoteMember(type, instruction.Operand);
            }

            foreach (var variable in method.HasBody ? method.Body.Variables.AsEnumerable() : [])
            {
                Note(type, variable.VariableType);
            }
        }
    }

    private void NoteAttributes(TypeDefinition from, ICustomAttributeProvider provider)
    {
        foreach (var attribute in provider.CustomAttributes)
        {
            Note(from, attribute.AttributeType);
            foreach (var argument in Arguments(attribute))
            {
                Note(from, argument.Value as TypeReference);
            }
        }
    }

    // An argument of an enumeration of PowerShell's can be read only with its assembly, and is none of ours.
    private static IEnumerable<CustomAttributeArgument> Arguments(CustomAttribute attribute)
    {
        try
        {
            return attribute.ConstructorArguments;
        }
        catch (AssemblyResolutionException)
        {
            return [];
        }
    }

    private void NoteMember(TypeDefinition from, object? member)
    {
        switch (member)
        {
            case TypeReference type:
                Note(from, type);
                break;
            case MethodReference method:
                Note(from, method.DeclaringType);
                Note(from, method.ReturnType);
                method.Parameters.ToList().ForEach(parameter => Note(from, parameter.ParameterType));
                (method as GenericInstanceMethod)?.GenericArguments.ToList().ForEach(argument => Note(from, argument));
                break;
            case FieldReference field:
                Note(from, field.DeclaringType);
                Note(from, field.FieldType);
                break;
        }
    }

    private void Note(TypeDefinition from, TypeReference? to)
    {
        switch (to)
        {
            case null:
                return;
            case GenericInstanceType generic:
                generic.GenericArguments.ToList().ForEach(argument => Note(from, argument));
                break;
        }

        if (FolderOf(from) is { } user && FolderOf(to.GetElementType()) is { } used && user != used)
        {
            Found.TryAdd((user, used), $"{from.FullName} uses {to.FullName}");
        }
    }

    private string? FolderOf(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return _folders.Find($"{type.Namespace}.{type.Name.Split('`')[0]}");
    }
}
