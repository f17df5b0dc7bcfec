//! What `images/prolog/modules.pl` needs to know of modules.

use super::builtins;
use super::database::{key, named, symbol};
use crate::errors;
use crate::modules;
use crate::object::*;
use vm_core::Word;

builtins! {
    SET_MODULE "$set_module" 1 |vm, a| {
        let name = key(vm, a[0])?;
        modules::enter(vm, name);
        Ok(true)
    };
    CURRENT "$current_module" 1 |vm, a| {
        let name = world(vm).module.clone();
        let name = atom(vm, &name);
        Ok(unify(vm, a[0], name))
    };
    OWN "$own" 4 |vm, a| {
        // What is no name and arity is left for others to complain of.
        let (module, name, arity) = (symbol(vm, a[0])?, deref(vm, a[1]), deref(vm, a[2]));
        let own = match (name.as_symbol(), arity.as_smi()) {
            (Some(name), Some(arity)) => modules::own(vm, module, name, arity as u32).into(),
            _ => name,
        };
        Ok(unify(vm, a[3], own))
    };
    DEFINITION "$definition" 4 |vm, a| {
        let (module, (name, arity)) = (symbol(vm, a[0])?, named(vm, &a[1..])?);
        let Some(found) = modules::definition(vm, module, name, arity) else { return Ok(false) };
        Ok(unify(vm, a[3], found.into()))
    };
    FIND "$find" 4 |vm, a| {
        let (module, (name, arity)) = (symbol(vm, a[0])?, named(vm, &a[1..])?);
        let Some(found) = modules::find(vm, module, name, arity)? else { return Ok(false) };
        Ok(unify(vm, a[3], found.into()))
    };
    PARTS "$module_of" 4 |vm, a| {
        let (found, arity) = named(vm, a)?;
        let (module, name) = (modules::module_of(vm, found, arity), modules::plain(vm, found));
        Ok(unify(vm, a[2], module.into()) && unify(vm, a[3], name.into()))
    };
    STRIP "$strip_module" 4 |vm, a| {
        let module = symbol(vm, a[0])?;
        let (module, w) = modules::strip_finite(vm, module, a[1])?;
        Ok(unify(vm, a[2], module.into()) && unify(vm, a[3], w))
    };
    BEGIN "$module" 2 |vm, a| {
        let (name, file) = (key(vm, a[0])?, key(vm, a[1])?);
        let module = modules::module(vm, &name);
        *module = modules::Module { file, base: std::mem::take(&mut module.base), ..Default::default() };
        Ok(true)
    };
    MODULES "$modules" 1 |vm, a| {
        let mut names: Vec<String> = world(vm).modules.table.keys().cloned().collect();
        names.extend(["system", "user"].map(String::from));
        names.extend(world(vm).predicates.keys().filter_map(|(k, _)| Some(vm.symbols.name(*k).split_once(modules::JOINT)?.0.to_string())));
        names.sort_unstable();
        names.dedup();
        let names: Vec<Word> = names.iter().map(|n| atom(vm, n)).collect();
        let l = proper_list(vm, &names);
        Ok(unify(vm, a[0], l))
    };
    FILE "$module_file" 2 |vm, a| {
        let name = key(vm, a[0])?;
        let Some(file) = world(vm).modules.table.get(&name).map(|m| m.file.clone()) else { return Ok(false) };
        let file = atom(vm, &file);
        Ok(unify(vm, a[1], file))
    };
    EXPORT "$export" 3 |vm, a| {
        let (module, (name, arity)) = (key(vm, a[0])?, named(vm, &a[1..])?);
        let export = (vm.symbols.name(name).to_string(), arity);
        let exports = &mut modules::module(vm, &module).exports;
        if !exports.contains(&export) {
            exports.push(export);
        }
        Ok(true)
    };
    EXPORTS "$exports" 2 |vm, a| {
        let name = key(vm, a[0])?;
        let exports = world(vm).modules.table.get(&name).map(|m| m.exports.clone()).unwrap_or_default();
        let mut found = Vec::new();
        for (name, arity) in exports {
            let name = atom(vm, &name);
            found.push(compound(vm, "/", &[name, Word::smi(arity.into())]));
        }
        let l = proper_list(vm, &found);
        Ok(unify(vm, a[1], l))
    };
    EXPORT_OPERATOR "$export_operator" 4 |vm, a| {
        let (module, fix, name) = (key(vm, a[0])?, key(vm, a[2])?, key(vm, a[3])?);
        let priority = deref(vm, a[1]).as_smi().unwrap_or(0) as u32;
        modules::module(vm, &module).operators.push((priority, fix, name));
        Ok(true)
    };
    EXPORTED_OPERATORS "$exported_operators" 2 |vm, a| {
        let name = key(vm, a[0])?;
        let operators = world(vm).modules.table.get(&name).map(|m| m.operators.clone()).unwrap_or_default();
        let mut found = Vec::new();
        for (priority, fix, name) in operators {
            let (fix, name) = (atom(vm, &fix), atom(vm, &name));
            found.push(compound(vm, "op", &[Word::smi(priority.into()), fix, name]));
        }
        let l = proper_list(vm, &found);
        Ok(unify(vm, a[1], l))
    };
    IMPORT "$import" 5 |vm, a| {
        // Into, from, name, arity, as: false if there is one of that name already.
        let (into, from, (name, arity), alias) = (symbol(vm, a[0])?, symbol(vm, a[1])?, named(vm, &a[2..])?, symbol(vm, a[4])?);
        let target = match modules::definition(vm, from, name, arity) {
            Some(found) => found,
            None => modules::own(vm, from, name, arity),
        };
        let own = modules::own(vm, into, alias, arity);
        if own == target || modules::is_systems(vm, own, arity) {
            return Ok(true);
        }
        if world(vm).predicates.contains_key(&(own, arity)) {
            return Ok(false);
        }
        modules::link(vm, own, arity, target, true);
        Ok(true)
    };
    LIBRARY "$library" 3 |vm, a| {
        let name = key(vm, a[0])?;
        let Some((module, exports)) = crate::libraries::load_named(vm, &name)? else { return Ok(false) };
        let exports: Vec<Word> = exports.into_iter().map(|(name, arity)| errors::indicator(vm, name.into(), arity)).collect();
        let l = proper_list(vm, &exports);
        Ok(unify(vm, a[1], module.into()) && unify(vm, a[2], l))
    };
    IS_LIBRARY "$is_library" 1 |vm, a| {
        let name = key(vm, a[0])?;
        Ok(crate::libraries::is_library(&name))
    };
    BASE "$base" 2 |vm, a| {
        let module = symbol(vm, a[0])?;
        let Some(base) = modules::base(vm, module) else { return Ok(false) };
        Ok(unify(vm, a[1], base.into()))
    };
    SET_BASE "$set_base" 2 |vm, a| {
        let (module, base) = (key(vm, a[0])?, key(vm, a[1])?);
        modules::module(vm, &module).base = base;
        Ok(true)
    };
    META "$meta" 3 |vm, a| {
        let (key, arity) = named(vm, a)?;
        let Some(spec) = modules::meta(vm, key, arity).map(str::to_string) else { return Ok(false) };
        let spec = atom(vm, &spec);
        Ok(unify(vm, a[2], spec))
    };
    SET_META "$set_meta" 3 |vm, a| {
        let ((name, arity), spec) = (named(vm, a)?, key(vm, a[2])?);
        modules::set_meta(vm, name, arity, spec);
        Ok(true)
    };
    READY "$ready" 3 |vm, a| {
        let module = symbol(vm, a[0])?;
        let goal = modules::ready(vm, module, a[1])?;
        Ok(unify(vm, a[2], goal))
    };
}
