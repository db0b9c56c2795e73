--- The outline of a document beside it: `:Sigla outline`.

local view = require('sigla.view')

local function add(sheet, symbols, depth)
  for _, symbol in ipairs(symbols) do
    local range = symbol.selectionRange or symbol.location.range
    sheet:put(('  '):rep(depth))
    sheet:put(symbol.name, nil, symbol.detail)
    if symbol.detail and symbol.detail ~= '' then
      sheet:put('  ' .. symbol.detail, 'SiglaEditor')
    end
    sheet:go_on(range.start.line)
    add(sheet, symbol.children or {}, depth + 1)
  end
end

local kind = { name = 'outline', method = 'textDocument/documentSymbol', width = 0.35 }

function kind.draw(sheet, result)
  add(sheet, result, 0)
end

return {
  toggle = function()
    view.toggle(kind)
  end,
}
