--- The classes of an editor's bracket, each with the highlight group that shows it; `:help sigla-colours`.

local names = {
  'source', 'other-name', 'supplied', 'term', 'sic', 'correction', 'omission', 'gap', 'blank', 'page-break', 'mark', 'redacted',
  'doubtful', 'query', 'completion', 'expansion', 'note', 'furniture',
}

--- `other-name` is shown by the group SiglaOtherName.
local function group(name)
  return 'Sigla' .. name:gsub('%f[%a]%a', string.upper):gsub('%A', '')
end

local classes = {}
for _, name in ipairs(names) do
  table.insert(classes, { name = name, group = group(name) })
end

return setmetatable(classes, {
  --- The group of a class or mark by its name, also of one that this list does not know yet.
  __call = function(_, name)
    return group(name)
  end,
})
