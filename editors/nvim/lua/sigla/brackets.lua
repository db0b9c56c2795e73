--- How each bracket of a document is understood, beside it: `:Sigla classify`.

local group_of = require('sigla.classes')
local view = require('sigla.view')

--- So many cells of a bracket are shown.
local WIDEST = 22

local function shortened(text)
  text = text:gsub('%s+', ' ')
  if vim.fn.strdisplaywidth(text) <= WIDEST then
    return text .. (' '):rep(WIDEST - vim.fn.strdisplaywidth(text))
  end
  local kept = vim.fn.strcharpart(text, 0, WIDEST - 1)
  while vim.fn.strdisplaywidth(kept) > WIDEST - 1 do
    kept = vim.fn.strcharpart(kept, 0, vim.fn.strchars(kept) - 1)
  end
  return kept .. '…' .. (' '):rep(WIDEST - 1 - vim.fn.strdisplaywidth(kept))
end

local kind = { name = 'classify', method = 'sigla/brackets', width = 0.5, wrap = false }

function kind.draw(sheet, result)
  for _, bracket in ipairs(result.brackets) do
    local line = bracket.range.start.line
    local told = bracket.explanation .. (bracket.rule and '\n' .. bracket.rule or '')
    sheet:put(('%5d  '):format(line + 1), 'LineNr')
    sheet:put(shortened(bracket.text), group_of(bracket.class), told)
    sheet:put('  ' .. bracket.name, nil, told)
    if bracket.of then
      sheet:put('  of ' .. bracket.of, 'SiglaEditor', told)
    end
    sheet:go_on(line)
  end
  if #result.brackets == 0 then
    sheet:put('There is no bracket in this document.', 'SiglaEditor')
  end
end

return {
  toggle = function()
    view.toggle(kind)
  end,
}
