//! Every threshold and test switch of the heap, in one place: field, unit, default and environment name.

/// How the collector of one VM behaves. [`HeapOptions::default`] is what measurements found best; the switches exist for tests.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeapOptions {
    /// Bytes of the nursery at first, from 4 KiB. `VM_HEAP_NURSERY_BYTES`.
    pub nursery_bytes: usize,
    /// So many times larger the nursery becomes if most of what it promotes is found dead soon. `VM_HEAP_NURSERY_GROWTH`.
    pub nursery_growth: usize,
    /// A major collection comes due when the old space has grown by this share of what the last one found alive; by half
    /// of it while that is little. `VM_HEAP_GROWTH_PERCENT`.
    pub growth_percent: usize,
    /// The old space grows by at least this many bytes between two major collections. `VM_HEAP_GROWTH_BYTES`.
    pub growth_bytes: usize,
    /// Test switch: ask for a collection at every n-th allocation; 0 is off. `VM_HEAP_COLLECT_EVERY`.
    pub collect_every: u64,
    /// Test switch: let the n-th allocation fail as if memory were exhausted; 0 is off. `VM_HEAP_FAIL_ALLOCATION`.
    pub fail_allocation: u64,
    /// Test switch: check every reachable object before and after each collection. `VM_HEAP_VERIFY`.
    pub verify: bool,
    /// Test switch: overwrite the nursery after each collection, so that a stale pointer is found at once. `VM_HEAP_POISON`.
    pub poison: bool,
}

impl HeapOptions {
    /// The smallest nursery.
    pub const MIN_NURSERY_BYTES: usize = 4 << 10;
    /// The largest nursery.
    pub const MAX_NURSERY_BYTES: usize = 1 << 30;

    /// The defaults, changed by the environment where it has a readable number. A switch is on if it is not `0`.
    pub fn from_environment() -> HeapOptions {
        HeapOptions::read(|name| std::env::var(name).ok())
    }

    fn read(variable: impl Fn(&str) -> Option<String>) -> HeapOptions {
        let number = |name: &str| variable(name).and_then(|v| v.trim().parse::<u64>().ok());
        let mut o = HeapOptions::default();
        let size = |name: &str, field: &mut usize| {
            if let Some(n) = number(name) {
                *field = usize::try_from(n).unwrap_or(usize::MAX);
            }
        };
        size("VM_HEAP_NURSERY_BYTES", &mut o.nursery_bytes);
        size("VM_HEAP_NURSERY_GROWTH", &mut o.nursery_growth);
        size("VM_HEAP_GROWTH_PERCENT", &mut o.growth_percent);
        size("VM_HEAP_GROWTH_BYTES", &mut o.growth_bytes);
        o.collect_every = number("VM_HEAP_COLLECT_EVERY").unwrap_or(o.collect_every);
        o.fail_allocation = number("VM_HEAP_FAIL_ALLOCATION").unwrap_or(o.fail_allocation);
        o.verify = number("VM_HEAP_VERIFY").map_or(o.verify, |n| n != 0);
        o.poison = number("VM_HEAP_POISON").map_or(o.poison, |n| n != 0);
        o.checked()
    }

    /// The same with every number in its range.
    pub fn checked(mut self) -> HeapOptions {
        self.nursery_bytes = self.nursery_bytes.clamp(Self::MIN_NURSERY_BYTES, Self::MAX_NURSERY_BYTES) & !4095;
        self.nursery_growth = self.nursery_growth.clamp(1, 64);
        self.growth_percent = self.growth_percent.clamp(10, 1000);
        self.growth_bytes = self.growth_bytes.clamp(64 << 10, 1 << 40);
        self
    }
}

impl Default for HeapOptions {
    fn default() -> Self {
        HeapOptions {
            nursery_bytes: 4 << 20,
            nursery_growth: 4,
            growth_percent: 100,
            growth_bytes: 8 << 20,
            collect_every: 0,
            fail_allocation: 0,
            verify: false,
            poison: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_is_read_and_clamped() {
        let o = HeapOptions::read(|name| match name {
            "VM_HEAP_NURSERY_BYTES" => Some("5000".into()),
            "VM_HEAP_GROWTH_PERCENT" => Some("0".into()),
            "VM_HEAP_VERIFY" => Some("1".into()),
            "VM_HEAP_COLLECT_EVERY" => Some("nonsense".into()),
            _ => None,
        });
        assert_eq!(o, HeapOptions { nursery_bytes: 4096, growth_percent: 10, verify: true, ..HeapOptions::default() });
    }
}
