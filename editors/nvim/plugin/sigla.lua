-- Colours for the classes of a bracket, which the server sends as semantic tokens; a colour scheme may set its own.

local groups = {
  ['@string.special'] = { 'other-name', 'term' },
  ['Added'] = { 'supplied', 'completion', 'expansion', 'correction' },
  ['WarningMsg'] = { 'sic', 'query', 'doubtful' },
  ['NonText'] = { 'gap', 'blank', 'omission', 'redacted', 'furniture' },
  ['Type'] = { 'mark', 'page-break' },
  ['Comment'] = { 'note' },
  ['Normal'] = { 'source' },
}

for group, classes in pairs(groups) do
  for _, class in ipairs(classes) do
    vim.api.nvim_set_hl(0, ('@lsp.type.%s.sigla'):format(class), { link = group, default = true })
  end
end
